import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { canonicalJson, type CanonicalValue, leafHash, rootOfProof, sha256 } from '@libro-firma/kernel';
import vectors from '../../../test/vectors/register.json';
import { type HashedRegistration, registrationHash } from '../domain/registration-hash';

type Vector = (typeof vectors.vectors)[number];

const proofOf = ({ registration, hash, salt, path }: Vector) => ({
  form: vectors.form,
  registration,
  hash,
  salt,
  path,
  dailyRegister: 'c_demo-AOO-CEN-20261120-001',
  root: vectors.root,
  timestamp: null,
});

/** The verdict of the script itself, run as whoever has nothing of ours but it. */
function verify(proof: object): number | null {
  const script = join(__dirname, 'verify-registration.mjs');
  const { status } = spawnSync(process.execPath, [script, '-'], { input: JSON.stringify(proof) });
  return status;
}

describe('one file of vectors serves the writer, the ledger check and the stand-alone verifier', () => {
  it.each(vectors.vectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    expect(canonicalJson(vector.registration as unknown as CanonicalValue)).toBe(vector.canonical);
    expect(createHash('sha256').update(vector.canonical, 'utf8').digest('hex')).toBe(vector.hash);
    const leaf = leafHash(sha256, Buffer.from(vector.salt, 'hex'), Buffer.from(vector.hash, 'hex'));
    const path = vector.path.map(({ side, hash }) => ({
      side: side as 'left' | 'right',
      hash: Buffer.from(hash, 'hex'),
    }));
    expect(rootOfProof(sha256, leaf, path).toString('hex')).toBe(vectors.root);
    expect(verify(proofOf(vector))).toBe(0);
    expect(verify({ ...proofOf(vector), registration: { ...vector.registration, subject: 'x' } })).toBe(1);
    expect(verify({ ...proofOf(vector), root: 'ab'.repeat(32) })).toBe(1);
  });

  it('the writer hashes the plain entry as the vector has it', () => {
    const [plain] = vectors.vectors;
    const { registration } = plain!;
    const entry = {
      ...registration,
      form: 'registration/2',
      bodyId: registration.body,
      aooId: registration.aoo,
      registerId: registration.register,
      registeredAt: new Date('2026-11-20T11:00:00.123Z'),
      registeredOn: registration.date,
      sender: registration.senders![0],
      furtherSenders: [],
      classificationCode: registration.classification,
      againOf: null,
      isOpen: false,
      operatorId: registration.operator,
      officeId: null,
      segnaturaHash: Buffer.alloc(32, 1),
      previousHash: Buffer.alloc(32),
    } as unknown as HashedRegistration;
    expect(registrationHash(entry).toString('hex')).toBe(plain!.hash);
  });
});
