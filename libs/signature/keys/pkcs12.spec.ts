import { generateKeyPairSync, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { mustAccept } from '@libro-firma/kernel';
import { createDemoPki } from '../demo-pki/demo-pki';
import { writeCertificate, writeName } from '../demo-pki/write-certificate';
import { ask, itWith, pem } from '../testing/oracles';
import { legacyPkcs12 } from '../testing/legacy-pkcs12';
import { createPkcs12 } from './create-pkcs12';
import { openPkcs12 } from './open-pkcs12';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createDemoPki({ organisation: 'Comune di Prova', now });
const person = { givenName: 'Anna', surname: 'Bianchi', taxCode: 'BNCNNA80A41H501X' };
const signers = {
  rsa: pki.issueSigner({ ...person, kind: 'rsa', password: 'perché no' }),
  ec: pki.issueSigner({ ...person, kind: 'ec', password: 'perché no' }),
};

describe('a PKCS#12 file', () => {
  it.each(['rsa', 'ec'] as const)('with an %s key opens again with key, certificate and chain', (kind) => {
    const opened = mustAccept(openPkcs12(signers[kind].pkcs12, 'perché no'));
    expect(opened.certificate).toEqual(signers[kind].certificate);
    expect(opened.chain).toEqual(signers[kind].chain);
    expect(opened.key.equals(signers[kind].key)).toBe(true);
  });

  it('with another password is refused by a code of its own, which does not hold the password', () => {
    const refused = openPkcs12(signers.ec.pkcs12, 'segreto-sbagliato');
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'SIGNATURE_PKCS12_WRONG_PASSWORD' } });
    expect(JSON.stringify(refused)).not.toContain('segreto');
  });

  it('without a key is refused', () => {
    const { privateKey: other } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const parts = { key: other, certificate: signers.ec.certificate, chain: [], name: 'x' };
    expect(openPkcs12(createPkcs12(parts, 'a'), 'a')).toMatchObject({
      refusal: { code: 'SIGNATURE_PKCS12_WITHOUT_KEY' },
    });
  });

  it('of the old kind opens too', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const name = writeName([{ oid: '2.5.4.3', value: 'prova' }]);
    const validity = { notBefore: now, notAfter: new Date(now.getTime() + 1e9) };
    const request = { subject: name, issuer: name, publicKey, extensions: [], ...validity };
    const algorithm = { scheme: 'rsa-pkcs1', digest: 'sha256' } as const;
    const certificate = writeCertificate(request, { key: privateKey, algorithm });
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
    const file = legacyPkcs12(pkcs8, certificate, 'vecchia');
    expect(mustAccept(openPkcs12(file, 'vecchia')).certificate).toEqual(certificate);
    expect(openPkcs12(file, 'nuova')).toMatchObject({ refusal: { code: 'SIGNATURE_PKCS12_WRONG_PASSWORD' } });
  });

  it('that is damaged is refused and never a fault', () => {
    const file = signers.ec.pkcs12;
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), (place, value) => {
        const bytes = Buffer.from(file);
        bytes[place] = value;
        const outcome = openPkcs12(bytes, 'perché no');
        expect(outcome.ok || outcome.refusal.code.startsWith('SIGNATURE_PKCS12_')).toBe(true);
      }),
      { numRuns: 40 },
    );
    expect(openPkcs12(Buffer.from('no'), 'x')).toMatchObject({
      refusal: { code: 'SIGNATURE_PKCS12_UNREADABLE' },
    });
    expect(openPkcs12(Buffer.alloc(2_000_000), 'x')).toMatchObject({
      refusal: { code: 'SIGNATURE_PKCS12_TOO_LARGE' },
    });
  });

  itWith('openssl')('is read by other software', () => {
    const read = ask('openssl', ['pkcs12', '-in', 'a.p12', '-nodes', '-passin', 'pass:perché no'], {
      'a.p12': signers.rsa.pkcs12,
    });
    expect(read.status).toBe(0);
    expect(read.output.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    expect(
      createPublicKey(read.output.slice(read.output.indexOf('-----BEGIN PRIVATE'))).equals(
        createPublicKey(signers.rsa.key),
      ),
    ).toBe(true);
  });

  itWith('openssl')('made by other software with RC2 and 3DES opens', () => {
    const files = {
      'key.pem': signers.ec.key.export({ format: 'pem', type: 'pkcs8' }),
      'own.pem': pem(signers.ec.certificate),
    };
    const command = 'pkcs12 -export -legacy -inkey key.pem -in own.pem -passout pass:x -out out';
    const { made } = ask('openssl', command.split(' '), files);
    expect(mustAccept(openPkcs12(made ?? Buffer.alloc(0), 'x')).certificate).toEqual(signers.ec.certificate);
  });
});
