import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { signPades, validateFile } from '../index';
import { appendRevision, objectText, streamText } from '../testing/append-revision';
import { wrapped } from '../testing/pdf-attacks';
import { createTestPki } from '../testing/pki/test-pki';
import { samplePdf } from '../testing/sample-pdf';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createTestPki({ now });
const anna = pki.signer();

function sign(base: Buffer): Buffer {
  const options = { ...anna, signingTime: now };
  return Buffer.concat([base, mustAccept(signPades(bufferSource(base), options, anna.key)).increment]);
}

async function judge(file: Buffer) {
  const report = await validateFile(bufferSource(file), {
    anchors: [pki.root.holder.certificate],
    at: now,
  });
  const [first] = report.signatures;
  const kinds = first?.changes.filter(({ permitted }) => !permitted).map(({ kind }) => kind) ?? [];
  return { ...report, first, kinds };
}

describe('an unencrypted wrapper', () => {
  const wrapper = sign(wrapped(samplePdf()));
  const signed = sign(samplePdf());

  it('that was signed as one is signed, and warned about: what is shown is the document inside', async () => {
    const report = await judge(wrapper);
    expect([report.conclusion, report.activeCode]).toEqual(['TOTAL_PASSED', ['ENCRYPTED_PAYLOAD']]);
    expect(
      report.first?.checks.find(({ id }) => id === 'nothing-inside-can-change-what-is-shown')?.outcome,
    ).toBe('WARNING');
  });

  it('put around a signed document hides its pages, and is forbidden', async () => {
    expect((await judge(signed)).conclusion).toBe('TOTAL_PASSED');
    const report = await judge(wrapped(signed));
    expect(report.conclusion).not.toBe('TOTAL_PASSED');
    expect(report.first).toMatchObject({ integrity: 'INTACT', laterChanges: 'FORBIDDEN' });
    expect(report.kinds).toContain('EMBEDDED_FILES_CHANGED');
    expect(report.first?.changes.some(({ visible }) => visible)).toBe(true);
  });

  it.each<[string, Readonly<Record<number, string>>]>([
    ['the document inside exchanged', { 91: streamText('Altro atto', '/Type /EmbeddedFile') }],
    [
      'another document named',
      { 90: objectText(wrapper, 90).replaceAll('91 0 R', '992 0 R'), 992: streamText('x') },
    ],
    ['its wrapper taken away', { 1: objectText(wrapper, 1).replace('/AF [90 0 R]', '') }],
    ['its first page changed', { 4: streamText('BT /F1 18 Tf 72 720 Td (Altro testo) Tj ET') }],
  ])('with %s is forbidden', async (_, objects) => {
    const report = await judge(appendRevision(wrapper, { objects }));
    expect(report.conclusion).not.toBe('TOTAL_PASSED');
    expect(report.first?.laterChanges).toBe('FORBIDDEN');
  });
});
