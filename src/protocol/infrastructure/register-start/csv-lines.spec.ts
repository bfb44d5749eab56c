import { Readable } from 'node:stream';
import fc from 'fast-check';
import type { ImportEncoding } from '../../domain/register-start/import-columns';
import { csvLines, UnreadableCsv } from './csv-lines';

const HEAD = 'numero;anno\r\n';

async function read(bytes: Buffer, encoding: ImportEncoding = 'utf-8', chunk = 7) {
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, place) =>
    bytes.subarray(place * chunk, (place + 1) * chunk),
  );
  const lines = [];
  for await (const line of csvLines(Readable.from(chunks), encoding)) lines.push(line);
  return lines;
}

async function refusalOf(bytes: Buffer, encoding?: ImportEncoding, chunk?: number) {
  try {
    await read(bytes, encoding, chunk);
  } catch (fault) {
    if (fault instanceof UnreadableCsv) return fault.refusal;
    throw fault;
  }
  return null;
}

describe('the lines of a CSV', () => {
  it('are read whatever way the bytes come, with the lines that they begin in', async () => {
    const text = `\ufeff${HEAD}1;"due\nrighe ""così"""\n\n2;è già\r\n`;
    for (const chunk of [1, 3, 1000])
      expect(await read(Buffer.from(text), 'utf-8', chunk)).toEqual([
        { line: 1, cells: ['numero', 'anno'] },
        { line: 2, cells: ['1', 'due\nrighe "così"'] },
        expect.objectContaining({ cells: ['2', 'è già'] }),
      ]);
  });

  it.each([',', '\t', ';'])('are parted by what the head is parted by: %j', async (separator) => {
    const lines = await read(
      Buffer.from(`numero${separator}anno${separator}nota\n1${separator}2${separator}"a;b,c"\n`),
    );
    expect(lines[1]?.cells).toEqual(['1', '2', 'a;b,c']);
  });

  it('of a program for Windows are read as such', async () => {
    const bytes = Buffer.from(`${HEAD}1;citt\xe0 di Agr\xf2 \x80\n`, 'latin1');
    expect((await read(bytes, 'windows-1252'))[1]?.cells[1]).toBe('città di Agrò €');
  });

  it('come back as they were written', async () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), async (rows) => {
        const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(';'));
        const lines = await read(Buffer.from([HEAD.trim(), ...quoted].join('\r\n')));
        return JSON.stringify(lines.slice(1).map(({ cells }) => cells)) === JSON.stringify(rows);
      }),
    );
  });
});

describe('what is no CSV', () => {
  it('names the line where the quotes are opened and never closed', async () => {
    expect(await refusalOf(Buffer.from(`${HEAD}1;a\n2;"b\n3;c\n4;d\n`))).toMatchObject({
      code: 'PROTOCOL_IMPORT_QUOTES_BROKEN',
      details: { line: 3 },
    });
  });

  it('is stopped after a megabyte of one entry', async () => {
    const endless = Buffer.from(`${HEAD}1;"${'b\n'.repeat(600_000)}`);
    expect(await refusalOf(endless, 'utf-8', 65_536)).toMatchObject({
      code: 'PROTOCOL_IMPORT_LINE_TOO_LONG',
      details: { line: 2 },
    });
    const oneLine = Buffer.from(`${HEAD}1;${'b'.repeat(1_200_000)}`);
    expect(await refusalOf(oneLine, 'utf-8', 65_536)).toMatchObject({
      code: 'PROTOCOL_IMPORT_LINE_TOO_LONG',
    });
  });

  it.each([
    ['a null character', Buffer.from(`${HEAD}1;a\n2;b\0c\n`), 'PROTOCOL_IMPORT_NOT_TEXT'],
    ['another encoding', Buffer.from(`${HEAD}1;a\n2;citt\xe0\n`, 'latin1'), 'PROTOCOL_IMPORT_NOT_ENCODED'],
    ['UTF-16', Buffer.from(`${HEAD}1;a\n`, 'utf16le'), 'PROTOCOL_IMPORT_NOT_TEXT'],
  ])('with %s names its line', async (_name, bytes, code) => {
    for (const chunk of [1, 5, 1000]) expect(await refusalOf(bytes, 'utf-8', chunk)).toMatchObject({ code });
  });
});
