import { createSign, generateKeyPairSync } from 'node:crypto';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, validatePdf } from '../../index';
import { appendRevision, objectText } from '../../testing/append-revision';
import { samplePdf } from '../../testing/sample-pdf';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createDemoPki({ organisation: 'Comune di Prova', now });
const person = pki.issueSigner({
  givenName: 'Anna',
  surname: 'Neri',
  taxCode: 'NRENNA70A41H501Y',
  kind: 'rsa',
});

/** As old writers made it: the bare value in an OCTET STRING, the certificates beside it. */
function oldSignature(key = person.key): Buffer {
  const blank = '[0 0000000000 0000000000 0000000000]';
  const certificates = [person.certificate, ...person.chain]
    .map((one) => `<${one.toString('hex')}>`)
    .join(' ');
  const room = `<${'0'.repeat(600)}>`;
  const unsigned = appendRevision(samplePdf(), {
    objects: {
      1: objectText(samplePdf(), 1).replace('<<', '<< /AcroForm << /Fields [80 0 R] /SigFlags 3 >> '),
      80: '<< /FT /Sig /T (Firma) /V 81 0 R >>',
      81: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.x509.rsa_sha1 /Cert [${certificates}] /ByteRange ${blank} /Contents ${room} >>`,
    },
  }).toString('latin1');
  const start = unsigned.indexOf(room);
  const second = start + room.length;
  const range = `[0 ${start} ${second} ${unsigned.length - second}`.padEnd(blank.length - 1);
  const ranged = unsigned.replace(blank, `${range}]`);
  const signer = createSign('RSA-SHA1')
    .update(ranged.slice(0, start), 'latin1')
    .update(ranged.slice(second), 'latin1');
  const value = signer.sign(key);
  const octets = Buffer.concat([Buffer.from([0x04, 0x82, value.length >> 8, value.length & 255]), value]);
  return Buffer.from(ranged.replace(room, `<${octets.toString('hex').padEnd(600, '0')}>`), 'latin1');
}

const judge = (file: Buffer) =>
  mustAccept(validatePdf(bufferSource(file), { anchors: [pki.root], at: now })).signatures[0];

describe('a signature of the form adbe.x509.rsa_sha1', () => {
  it('is read and verified, and no more than its SHA-1 is worth', () => {
    const report = judge(oldSignature());
    expect(report).toMatchObject({ integrity: 'INTACT', coverage: 'WHOLE_FILE', digestAlgorithm: 'sha1' });
    expect(report?.signer?.surname).toBe('Neri');
    expect(report?.indication).not.toBe('TOTAL_PASSED');
  });

  it('is broken by another key, and by another content', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(judge(oldSignature(privateKey))?.integrity).toBe('BROKEN');
    const changed = Buffer.from(
      oldSignature().toString('latin1').replace('Determina', 'Delibera '),
      'latin1',
    );
    expect(judge(changed)?.integrity).toBe('BROKEN');
  });
});
