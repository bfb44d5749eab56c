import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource, drawSignatureAppearance, type SignatureLook } from '@libro-firma/pdf';
import { appendDocumentTimestamp, createDemoPki, signPades, type PadesField } from '@libro-firma/signature';
import { writePdfA } from '@libro-firma/pdfa';
import { PDFDict, PDFDocument, PDFName, PDFRawStream, PDFString } from 'pdf-lib';
import { LivePki } from '../../libs/signature/testing/pki/live-services';
import { liveTimestamps } from '../../libs/signature/testing/pki/live-signing';
import { VeraPdfJudge } from './judges/verapdf';
import { isPresent, mustRun } from './support/program';
import type { Tally } from './support/tally';

const LEVELS = ['1b', '2b', '3b', '2a'] as const;
const TEXT = {
  title: 'Rapporto di verifica',
  footer: 'Comune di Prova',
  blocks: [
    { heading: 2, text: 'Esito' },
    ...Array.from({ length: 90 }, (_, line) => `Riga ${line}: perché no, «così» 漢`),
  ],
} as const;
const PLACE = { page: 1, x: 60, y: 60, width: 240, height: 80 };

/** A PDF/A stays what it is: judged by veraPDF before, after a visible signature, and after a document timestamp. */
export async function run(tally: Tally): Promise<void> {
  if (!isPresent('gs')) {
    tally.absent('gs');
    return;
  }
  const judge = await VeraPdfJudge.start();
  if (!judge) {
    tally.absent('veraPDF');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-pdfa-'));
  const live = await LivePki.start();
  try {
    const pki = createDemoPki({ organisation: 'Comune di Prova', now: new Date() });
    const person = pki.issueSigner({
      givenName: 'Niccolò',
      surname: 'D’Alù',
      taxCode: 'DLANCL70A01H501Y',
      kind: 'rsa',
    });
    const appearance = await look();
    const sign = (bytes: Buffer, field: PadesField = {}): Buffer =>
      Buffer.concat([
        bytes,
        mustAccept(signPades(bufferSource(bytes), { ...person, ...field }, person.key)).increment,
      ]);
    for (const level of LEVELS) {
      const base = await pdfaOf(level, folder);
      const seen = sign(base, { place: PLACE, appearance });
      const timestamp = mustAccept(await appendDocumentTimestamp(bufferSource(seen), liveTimestamps(live)));
      const stages: readonly (readonly [string, Buffer])[] = [
        ['as it was made', base],
        ['after a signature that is not seen', sign(base)],
        ['after a visible signature', seen],
        [
          'after a certification with a lock',
          sign(base, { certify: 2, lock: { action: 'All', fields: [] } }),
        ],
        ['after a visible signature and a document timestamp', Buffer.concat([seen, timestamp.increment])],
      ];
      for (const [stage, bytes] of stages) {
        const file = join(folder, `${level}.pdf`);
        writeFileSync(file, bytes);
        await tally.checkLater(`PDF/A-${level} ${stage}: veraPDF`, () => judge.faults(level, file));
      }
    }
    const text = join(folder, 'text.pdf');
    const written = Buffer.from(await writePdfA({ ...TEXT, createdAt: new Date() }));
    for (const [stage, bytes] of [
      ['as it was written', written],
      ['after a signature that is not seen', sign(written)],
    ] as const) {
      writeFileSync(text, bytes);
      await tally.checkLater(`a text of several pages ${stage}: veraPDF 2a`, () => judge.faults('2a', text));
    }
    // A judge that never says no is none.
    const plain = join(folder, 'plain.pdf');
    writeFileSync(plain, appearance.picture);
    await tally.checkLater('a file that is no PDF/A is none to veraPDF', async () =>
      (await judge.faults('2b', plain)).length > 0 ? [] : ['it was found conformant'],
    );
  } finally {
    judge.stop();
    await live.close();
    rmSync(folder, { recursive: true });
  }
}

async function look(): Promise<SignatureLook> {
  return mustAccept(
    await drawSignatureAppearance({
      ...PLACE,
      name: 'Niccolò D’Alù',
      capacity: 'Il Dirigente ad interim',
      lines: ['Registro delle determinazioni n. 42 del 25/11/2026'],
      date: '25/11/2026 10:30',
    }),
  );
}

/** By ghostscript; the accessible level by giving its PDF/A-2b the tags that ghostscript does not write. */
async function pdfaOf(level: (typeof LEVELS)[number], folder: string): Promise<Buffer> {
  const [program, made] = [join(folder, 'page.ps'), join(folder, 'made.pdf')];
  writeFileSync(
    program,
    '/Helvetica findfont 18 scalefont setfont 72 600 moveto (Determina) show showpage\n',
  );
  const part = level[0] ?? '';
  const options = [`-dPDFA=${part}`, '-dPDFACompatibilityPolicy=1', '-sColorConversionStrategy=RGB'];
  const profile = '/usr/share/color/icc/ghostscript/srgb.icc';
  const intent = join(folder, 'intent.ps');
  writeFileSync(intent, outputIntent(profile));
  mustRun('gs', [
    '-q',
    '-dNOPAUSE',
    '-dBATCH',
    '-sDEVICE=pdfwrite',
    ...options,
    `--permit-file-read=${profile}`,
    `-sOutputFile=${made}`,
    intent,
    program,
  ]);
  const bytes = readFileSync(made);
  return level === '2a' ? tagged(bytes) : bytes;
}

function outputIntent(profile: string): string {
  return `[/_objdef {icc} /type /stream /OBJ pdfmark [{icc} <</N 3>> /PUT pdfmark [{icc} (${profile}) (r) file /PUT pdfmark
[/_objdef {intent} /type /dict /OBJ pdfmark [{intent} <</Type /OutputIntent /S /GTS_PDFA1 /DestOutputProfile {icc} /OutputConditionIdentifier (sRGB)>> /PUT pdfmark
[{Catalog} <</OutputIntents [{intent}]>> /PUT pdfmark\n`;
}

async function tagged(bytes: Buffer): Promise<Buffer> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { catalog, context } = document;
  const root = context.nextRef();
  const element = context.nextRef();
  context.assign(element, context.obj({ Type: 'StructElem', S: 'Document', P: root, K: [] }));
  context.assign(
    root,
    context.obj({ Type: 'StructTreeRoot', K: [element], ParentTree: { Nums: [] }, ParentTreeNextKey: 0 }),
  );
  catalog.set(PDFName.of('StructTreeRoot'), root);
  catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
  catalog.set(PDFName.of('Lang'), PDFString.of('it-IT'));
  const metadata = catalog.lookup(PDFName.of('Metadata'));
  if (!(metadata instanceof PDFRawStream)) throw new Error('ghostscript wrote no metadata');
  const text = Buffer.from(metadata.contents)
    .toString('latin1')
    .replace(/(conformance[>='"]+)B/, '$1A');
  const dictionary = PDFDict.withContext(context);
  for (const [key, value] of metadata.dict.entries()) dictionary.set(key, value);
  context.assign(
    catalog.get(PDFName.of('Metadata')) as never,
    PDFRawStream.of(dictionary, Buffer.from(text, 'latin1')),
  );
  return Buffer.from(await document.save({ useObjectStreams: false, addDefaultPage: false }));
}
