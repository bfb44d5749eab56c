import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { bufferSource } from '@libro-firma/pdf';
import { validateFile } from '../../index';
import { signCadesByTest } from '../../testing/cades-signing';
import { createTestPki } from '../../testing/pki/test-pki';
import { changingFieldsOf } from './changing-fields';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const ODF = ['office', 'text', 'table']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');
const TEXT = 'word/document.xml';

async function zipOf(parts: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}
const word = (body: string): string => `<w:document ${W}><w:body>${body}</w:body></w:document>`;
const run = (inside: string): string => `<w:r>${inside}</w:r>`;
const mark = (type: string, more = ''): string => run(`<w:fldChar w:fldCharType="${type}" ${more}/>`);
const instruction = (text: string): string => run(`<w:instrText>${text}</w:instrText>`);

async function fieldsOf(parts: Readonly<Record<string, string>>): Promise<string[]> {
  const source = bufferSource(await zipOf(parts));
  return (await changingFieldsOf({ inner: [{ name: 'atto', source }] })).map(
    ({ kind, place }) => `${kind} ${place}`,
  );
}

describe('fields that change by themselves in an office document', () => {
  it('are told of a text with paragraph and instruction, also when spread over runs or inside another', async () => {
    const body =
      '<w:p/><w:p><w:fldSimple w:instr=" DATE \\@ &quot;d/M/yyyy&quot; "/></w:p>' +
      `<w:p>${mark('begin')}${instruction('DOC')}${instruction('PROPERTY  Protocollo')}${mark('separate')}${run('<w:t>1</w:t>')}${mark('end')}</w:p>` +
      `<w:p>${mark('begin')}${instruction('IF ')}${mark('begin')}${instruction('INCLUDETEXT altro.docx')}${mark('end')}${mark('end')}</w:p>`;
    expect(
      await fieldsOf({
        [TEXT]: word(body),
        'word/footer1.xml': word('<w:p><w:fldSimple w:instr="FILENAME"/></w:p>'),
      }),
    ).toEqual([
      'DATE_FIELD word/document.xml, paragraph 2: DATE \\@ "d/M/yyyy"',
      'PROPERTY_FIELD word/document.xml, paragraph 3: DOCPROPERTY Protocollo',
      'INCLUDED_CONTENT word/document.xml, paragraph 4: INCLUDETEXT altro.docx',
      'PROPERTY_FIELD word/footer1.xml, paragraph 1: FILENAME',
    ]);
  });

  it('are not those that are locked, nor numbers of pages, nor words in the text', async () => {
    const body =
      '<w:p><w:fldSimple w:instr="DATE" w:fldLock="1"/><w:fldSimple w:instr="PAGE"/></w:p>' +
      `<w:p>${mark('begin', 'w:fldLock="true"')}${instruction('TIME')}${mark('end')}${run('<w:t>DATE</w:t>')}</w:p>`;
    expect(await fieldsOf({ [TEXT]: word(body) })).toEqual([]);
  });

  it('are functions of a sheet by their cell, and links to other workbooks', async () => {
    const cell = (place: string, formula: string): string => `<c r="${place}"><f>${formula}</f><v>1</v></c>`;
    const sheet = `<worksheet ${X}><sheetData><row>${cell('A1', 'SUM(B1:B9)')}${cell('B3', 'TODAY()-30')}${cell('C1', 'IF(A1=&quot;NOW()&quot;,1,2)')}${cell('D7', 'now ()')}</row></sheetData></worksheet>`;
    expect(
      await fieldsOf({
        'xl/worksheets/sheet1.xml': sheet,
        'xl/externalLinks/externalLink1.xml': '<externalLink/>',
      }),
    ).toEqual([
      'VOLATILE_FUNCTION xl/worksheets/sheet1.xml, cell B3: TODAY()-30',
      'VOLATILE_FUNCTION xl/worksheets/sheet1.xml, cell D7: now ()',
      'EXTERNAL_LINK xl/externalLinks/externalLink1.xml',
    ]);
  });

  it('are those of OpenDocument that are not fixed', async () => {
    const content = `<office:document-content ${ODF} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>
      <text:p>Lì <text:date text:fixed="true">1/1/2026</text:date></text:p><text:p><text:date>2/1/2026</text:date></text:p>
      <text:section><text:section-source xlink:href="altro.odt"/></text:section>
      <table:table-cell table:formula="of:=NOW()"/></office:text></office:body></office:document-content>`;
    expect(await fieldsOf({ 'content.xml': content })).toEqual([
      'DATE_FIELD content.xml, paragraph 2: text:date',
      'INCLUDED_CONTENT content.xml, paragraph 2: text:section-source altro.odt',
      'VOLATILE_FUNCTION content.xml, paragraph 2: table:table-cell of:=NOW()',
    ]);
  });

  it('are bounded in a hostile document, and none in what cannot be read', async () => {
    const many = '<w:p><w:fldSimple w:instr="DATE"/></w:p>'.repeat(5_000);
    expect(await fieldsOf({ [TEXT]: word(many) })).toHaveLength(100);
    expect(await fieldsOf({ [TEXT]: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' })).toEqual([]);
    const source = bufferSource(Buffer.from('PK\x03\x04 broken', 'latin1'));
    expect(await changingFieldsOf({ inner: [{ name: 'rotto.docx', source }] })).toEqual([]);
  });

  it('warn beside a signature that holds, and the report says where they are', async () => {
    const pki = createTestPki();
    const document = bufferSource(await zipOf({ [TEXT]: word('<w:p><w:fldSimple w:instr="DATE"/></w:p>') }));
    const p7m = signCadesByTest({ kind: 'ATTACHED', document }, pki.signer());
    const report = await validateFile(bufferSource(p7m), {
      anchors: [pki.root.holder.certificate],
      at: new Date(),
    });
    expect(report).toMatchObject({
      conclusion: 'TOTAL_PASSED',
      activeCode: ['DATE_FIELD'],
      changingFields: [{ kind: 'DATE_FIELD', place: 'word/document.xml, paragraph 1: DATE' }],
    });
    const check = report.signatures[0]?.checks.find(
      ({ id }) => id === 'nothing-inside-can-change-what-is-shown',
    );
    expect(check?.outcome).toBe('WARNING');
  });
});
