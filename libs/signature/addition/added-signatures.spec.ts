import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, openPkcs12, signPades, signWith, type PadesOptions } from '../index';
import { completeCades } from '../cades/complete-cades';
import type { CadesInput } from '../cades/cades-input';
import { prepareCades } from '../cades/prepare-cades';
import { joined } from '../cades/signed-bytes';
import { appendRevision, objectText, streamText } from '../testing/append-revision';
import { samplePdf } from '../testing/sample-pdf';
import { examineAddedCades } from './examine-added-cades';
import { examineAddedPades } from './examine-added-pades';
import type { ExaminedAddition } from './addition';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createDemoPki({ organisation: 'Comune di Prova', now });
const [anna, carlo] = ['BNCNNA80A41H501X', 'NRECRL70A01H501Y'].map((taxCode, index) => {
  const names = { givenName: 'Persona', surname: `Numero ${index}`, taxCode };
  const signer = pki.issueSigner({ ...names, kind: 'rsa', password: 'x' });
  return { ...signer, key: mustAccept(openPkcs12(signer.pkcs12, 'x')).key };
}) as [Signer, Signer];
type Signer = ReturnType<typeof pki.issueSigner> & { key: Parameters<typeof signWith>[0] };

function pades(file: Buffer, { certificate, chain, key }: Signer, more: Partial<PadesOptions> = {}): Buffer {
  const options = { certificate, chain, signingTime: now, ...more };
  const { increment } = mustAccept(signPades(bufferSource(file), options, key));
  return Buffer.concat([file, increment]);
}

function p7m(input: CadesInput, holder: Signer): Buffer {
  const prepared = mustAccept(prepareCades(input, { ...holder, signingTime: now }));
  const { signatureScheme: scheme, digestAlgorithm: digest } = prepared;
  const value = signWith(holder.key, { scheme, digest }, prepared.toBeSigned);
  return joined(mustAccept(completeCades(input, prepared, value, holder)));
}

const told = (examined: ExaminedAddition): string =>
  examined.kind === 'FAULT'
    ? [examined.fault, ...examined.changes.map(({ kind }) => kind)].join(' ')
    : `signed by ${examined.addition.certificate?.equals(anna.certificate) ? 'anna' : 'carlo'}`;
const base = samplePdf();
const afterAnna = pades(base, anna);

describe('a signature that was added to a PDF elsewhere', () => {
  const added = (given: Buffer, signed: Buffer): string =>
    told(examineAddedPades(bufferSource(given), bufferSource(signed)));

  it.each<[string, Buffer, Buffer, string]>([
    ['one signature', base, afterAnna, 'signed by anna'],
    ['one signature behind another', afterAnna, pades(afterAnna, carlo), 'signed by carlo'],
    ['nothing', base, base, 'NOTHING_ADDED'],
    ['two signatures', base, pades(afterAnna, carlo), 'SEVERAL_SIGNATURES'],
    ['other bytes at the start', base, pades(samplePdf('Altro atto'), anna), 'OTHER_BYTES'],
    ['a file without its end', afterAnna, afterAnna.subarray(0, -40), 'OTHER_BYTES'],
    ['what was given out before it grew', afterAnna, pades(base, carlo), 'OTHER_BYTES'],
    [
      'another page',
      base,
      pades(appendRevision(base, { objects: { 4: streamText('BT /F1 9 Tf (Altro) Tj ET') } }), anna),
      'OTHER_CHANGES PAGE_CONTENT_CHANGED',
    ],
    [
      'another page after the signature',
      base,
      appendRevision(afterAnna, { objects: { 4: streamText('BT /F1 9 Tf (Altro) Tj ET') } }),
      'OTHER_CHANGES PAGE_CONTENT_CHANGED',
    ],
    [
      'a revision and no signature',
      base,
      appendRevision(base, { objects: { 6: objectText(base, 6) } }),
      'NO_SIGNATURE',
    ],
    ['bytes that no reader sees', base, Buffer.concat([afterAnna, Buffer.from('x')]), 'OTHER_CHANGES'],
  ])('%s', (_name, given, signed, expected) => {
    expect(added(given, signed)).toContain(expected);
  });

  it('is no certification, nor a lock that keeps the next one from signing', () => {
    expect(added(base, pades(base, anna, { certify: 2 }))).toBe('CERTIFICATION');
    const locked = pades(base, anna, { lock: { action: 'All', fields: [] } });
    expect(added(base, locked)).toBe('signed by anna');
    const closed = locked.toString('latin1').replace('/Type /SigFieldLock', '/P 1               ');
    expect(added(base, Buffer.from(closed, 'latin1'))).toBe('CERTIFICATION');
  });

  it('tells its value, its signer and when it claims to have been made', () => {
    const examined = examineAddedPades(bufferSource(afterAnna), bufferSource(pades(afterAnna, carlo)));
    if (examined.kind === 'FAULT') throw new Error(examined.fault);
    expect(examined.addition).toMatchObject({ container: 'PADES', position: 1, stampedAt: [] });
    expect(examined.addition.signingTime).toEqual(now);
    expect(examined.addition.value.length).toBeGreaterThan(200);
  });
});

describe('a signature that was added in an envelope elsewhere', () => {
  const added = (given: Buffer, signed: Buffer): string =>
    told(examineAddedCades(bufferSource(given), bufferSource(signed)));
  const text = Buffer.from('Un allegato qualsiasi');
  const attached = (bytes: Buffer, holder: Signer): Buffer =>
    p7m({ kind: 'ATTACHED', document: bufferSource(bytes) }, holder);
  const parallel = (envelope: Buffer, holder: Signer): Buffer =>
    p7m({ kind: 'PARALLEL', signed: bufferSource(envelope) }, holder);
  const byAnna = attached(text, anna);

  it.each<[string, Buffer, Buffer, string]>([
    ['one signature', text, byAnna, 'signed by anna'],
    ['around a signed PDF', afterAnna, attached(afterAnna, carlo), 'signed by carlo'],
    ['a second signer', byAnna, parallel(byAnna, carlo), 'signed by carlo'],
    ['the same file', byAnna, byAnna, 'NOTHING_ADDED'],
    ['another content', text, attached(Buffer.from('Altro'), anna), 'OTHER_CONTENT'],
    ['two at once', text, parallel(byAnna, carlo), 'SEVERAL_SIGNATURES'],
    ['a signer instead of another', byAnna, attached(text, carlo), 'EARLIER_SIGNER_CHANGED'],
    ['an envelope around the envelope', byAnna, attached(byAnna, carlo), 'OTHER_CONTENT'],
    ['bytes behind it', text, Buffer.concat([byAnna, Buffer.from([1])]), 'NOT_READABLE'],
    ['no envelope at all', text, Buffer.from('testo'), 'NOT_READABLE'],
  ])('%s', (_name, given, signed, expected) => {
    expect(added(given, signed)).toBe(expected);
  });
});
