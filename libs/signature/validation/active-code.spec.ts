import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { signPades, validateFile, type ValidationReport } from '../index';
import { appendRevision, objectText } from '../testing/append-revision';
import { signCadesByTest } from '../testing/cades-signing';
import { createTestPki } from '../testing/pki/test-pki';
import { samplePdf } from '../testing/sample-pdf';

const now = new Date();
const pki = createTestPki({ now });
const anna = pki.signer();
const CHECK = 'nothing-inside-can-change-what-is-shown';

const judge = (file: Buffer): Promise<ValidationReport> =>
  validateFile(bufferSource(file), { anchors: [pki.root.holder.certificate], at: now });

function outcomeIn({ signatures }: ValidationReport): string | undefined {
  return signatures[0]?.checks.find(({ id }) => id === CHECK)?.outcome;
}

function signedPdf(catalogEntries = ''): Buffer {
  const plain = samplePdf();
  const file =
    catalogEntries === ''
      ? plain
      : appendRevision(plain, {
          objects: { 1: objectText(plain, 1).replace('<<', `<< ${catalogEntries} `) },
        });
  const options = { ...anna, signingTime: now };
  return Buffer.concat([file, mustAccept(signPades(bufferSource(file), options, anna.key)).increment]);
}

const carried = (content: Buffer): Buffer =>
  signCadesByTest({ kind: 'ATTACHED', document: bufferSource(content) }, anna);

describe('code that can change what a signed document shows', () => {
  it.each([
    ['JAVASCRIPT', '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'],
    ['LAUNCH_ACTION', '/OpenAction << /S /Launch /F (x.exe) >>'],
    ['RICH_MEDIA', '/OpenAction << /S /Rendition >>'],
  ])('%s in a PDF is a warning, and no verdict on the signature', async (kind, entries) => {
    const report = await judge(signedPdf(entries));
    expect(report).toMatchObject({ conclusion: 'TOTAL_PASSED', activeCode: [kind] });
    expect(outcomeIn(report)).toBe('WARNING');
    const inside = await judge(carried(signedPdf(entries)));
    expect([inside.activeCode, outcomeIn(inside)]).toEqual([[kind], 'WARNING']);
  });

  it.each([
    ['of Office Open XML', Buffer.from('PK\x03\x04 word/vbaProject.bin', 'latin1')],
    ['of OpenDocument', Buffer.from('PK\x03\x04 Basic/script-lc.xml', 'latin1')],
    [
      'of the older formats',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('_VBA_PROJECT', 'utf16le')]),
    ],
  ])('is a macro %s', async (_name, content) => {
    const report = await judge(carried(content));
    expect([report.activeCode, outcomeIn(report)]).toEqual([['MACRO'], 'WARNING']);
  });

  it('is a dynamic form that came after the signature', async () => {
    const signed = signedPdf();
    const catalog = objectText(signed, 1).replace(/\/AcroForm\s*<<|<</, (start) => `${start} /XFA (x)`);
    const form = /\/AcroForm (\d+) 0 R/.exec(catalog)?.[1];
    const number = Number(form ?? 1);
    const body = form === undefined ? catalog : objectText(signed, number).replace('<<', '<< /XFA (x)');
    const report = await judge(appendRevision(signed, { objects: { [number]: body } }));
    expect(report.activeCode).toContain('XFA');
  });

  it('is not there in a plain PDF, and not in a text', async () => {
    for (const file of [signedPdf(), carried(Buffer.from('Determina\n'))]) {
      const report = await judge(file);
      expect([report.activeCode, outcomeIn(report)]).toEqual([[], 'PASSED']);
    }
  });

  it('cannot be ruled out in what cannot be read', async () => {
    const report = await judge(carried(Buffer.from('%PDF-1.7 and nothing else')));
    expect([report.activeCode, outcomeIn(report)]).toEqual([['NOT_LOOKED_AT'], 'WARNING']);
  });
});
