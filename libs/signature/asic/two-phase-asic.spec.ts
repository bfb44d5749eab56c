import { mustAccept, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { signWith } from '../keys/sign-with';
import { LivePki } from '../testing/pki/live-services';
import { liveTimestamps } from '../testing/pki/live-signing';
import { answerCrl } from '../testing/pki/live-answers';
import type { TestHolder } from '../testing/pki/test-authority';
import { validateFile } from '../validation/validate-file';
import type { SignedFile } from '../xades/xades-target';
import { preparedAsicFromJson, preparedAsicToJson, type AsicForm, type PreparedAsic } from './prepared-asic';
import { completeAsic, prepareAsic, type AsicSubject } from './two-phase-asic';

let engine: XmlEngine;
let live: LivePki;
beforeAll(async () => {
  engine = await xmlEngine();
  live = await LivePki.start();
});
afterAll(() => live.close());

const file = (name: string, text: string): SignedFile => ({
  name,
  bytes: Buffer.from(text),
  mediaType: 'text/plain',
});
const FORMS: readonly AsicForm[] = ['ASIC_E_XADES', 'ASIC_E_CADES', 'ASIC_S_CADES'];

function subjectOf(form: AsicForm, text = 'uno'): AsicSubject {
  const act = file('atto.txt', text);
  if (form === 'ASIC_S_CADES') return { form, files: [act] };
  const files = [act, file('allegati/due.txt', 'due')];
  return form === 'ASIC_E_XADES' ? { form, files, engine } : { form, files };
}

const optionsOf = (holder: TestHolder): Parameters<typeof prepareAsic>[1] => ({
  ...holder,
  signingTime: new Date(),
});

/** As another process has it: written to a row and read again. */
function stored(prepared: PreparedAsic): PreparedAsic {
  return mustAccept(preparedAsicFromJson(JSON.parse(JSON.stringify(preparedAsicToJson(prepared)))));
}

const valueOf = (holder: TestHolder, { signature }: PreparedAsic): Buffer =>
  signWith(holder.key, holder.algorithm, signature.toBeSigned);

describe.each(FORMS)('a container signed in two phases: %s', (form) => {
  it('passes through JSON and is TOTAL_PASSED, with and without timestamp', async () => {
    const signer = live.pki.signer();
    const subject = subjectOf(form);
    const prepared = stored(mustAccept(prepareAsic(subject, optionsOf(signer))));
    const value = valueOf(signer, prepared);
    for (const timestamps of [undefined, liveTimestamps(live)]) {
      const made = mustAccept(await completeAsic(subject, prepared, value, signer, timestamps));
      const now = new Date();
      const report = await validateFile(bufferSource(made), {
        anchors: [live.pki.root.holder.certificate],
        at: now,
        revocation: {
          crls: live.pki.authorities.map((authority) => answerCrl(live.pki, authority, now)),
          ocspResponses: [],
        },
      });
      expect(report).toMatchObject({
        conclusion: 'TOTAL_PASSED',
        uncovered: [],
        signatures: [{ bestSignatureTime: { proven: timestamps !== undefined } }],
      });
    }
  });

  it('is refused when file, certificate, value, state or form was exchanged', async () => {
    const [anna, ugo] = [live.pki.signer(), live.pki.signer({ givenName: 'Ugo' })];
    const subject = subjectOf(form);
    const prepared = mustAccept(prepareAsic(subject, optionsOf(anna)));
    const value = valueOf(anna, prepared);
    const other = mustAccept(prepareAsic(subjectOf(form, 'tre'), optionsOf(anna)));
    const elsewhere = FORMS[(FORMS.indexOf(form) + 1) % FORMS.length] ?? form;
    const swapped: readonly (readonly [string, Promise<Result<Buffer>>])[] = [
      ['SIGNATURE_DOCUMENT_CHANGED', completeAsic(subjectOf(form, 'tre'), prepared, value, anna)],
      ['SIGNATURE_DOCUMENT_CHANGED', completeAsic(subject, other, value, anna)],
      ['SIGNATURE_CERTIFICATE_CHANGED', completeAsic(subject, prepared, value, ugo)],
      ['SIGNATURE_VALUE_MISMATCH', completeAsic(subject, prepared, valueOf(ugo, prepared), anna)],
      ['SIGNATURE_VALUE_MISMATCH', completeAsic(subject, prepared, valueOf(anna, other), anna)],
      ['SIGNATURE_PREPARATION_CHANGED', completeAsic(subject, withOtherBytes(prepared), value, anna)],
      ['SIGNATURE_PREPARATION_CHANGED', completeAsic(subjectOf(elsewhere), prepared, value, anna)],
      ['ASIC_FILE_NAMES', completeAsic(renamed(subject, 'META-INF/x.p7s'), prepared, value, anna)],
    ];
    for (const [code, outcome] of swapped)
      expect(await outcome).toMatchObject({ ok: false, refusal: { code } });
  });

  it('gives no container when the authority fails', async () => {
    const signer = live.pki.signer();
    const subject = subjectOf(form);
    const prepared = mustAccept(prepareAsic(subject, optionsOf(signer)));
    live.faults.timestamp = 'HTTP_500';
    const made = await completeAsic(
      subject,
      prepared,
      valueOf(signer, prepared),
      signer,
      liveTimestamps(live),
    );
    delete live.faults.timestamp;
    expect(made.ok).toBe(false);
  });
});

describe('a stored preparation of a container', () => {
  it.each([
    ['nothing', null],
    ['another form', { form: 'ZIP', signature: {} }],
    ['a XAdES form with a CAdES state', { form: 'ASIC_E_XADES', signature: { kind: 'DETACHED' } }],
    ['a CAdES form with nothing', { form: 'ASIC_S_CADES' }],
  ])('is refused when it is %s', (_name, json) => {
    expect(preparedAsicFromJson(json)).toMatchObject({
      ok: false,
      refusal: { code: 'SIGNATURE_PREPARATION_UNREADABLE' },
    });
  });
});

function renamed(subject: AsicSubject, name: string): AsicSubject {
  return { ...subject, files: subject.files.map((one, index) => (index === 0 ? { ...one, name } : one)) };
}

/** The claimed time stands in what is signed: with another one the bytes are not those that were signed. */
function withOtherBytes(prepared: PreparedAsic): PreparedAsic {
  const json = preparedAsicToJson(prepared) as { readonly signature: Readonly<Record<string, unknown>> };
  const signingTime = '2020-01-01T00:00:00.000Z';
  return mustAccept(preparedAsicFromJson({ ...json, signature: { ...json.signature, signingTime } }));
}
