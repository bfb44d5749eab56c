import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inclusionProof, leafHash, merkleRoot, sha256 as sha256Of } from '@libro-firma/kernel';
import { createTestPki } from '../../../libs/signature/testing/pki/test-pki';
import { writeTimestampToken } from '../../../libs/signature/testing/pki/write-timestamp';
import { stampedCms } from '../../../libs/signature/testing/stamped-cms';
import { type DateEvidence, ProofsOfDate } from '../../../src/verification';
import type { VerificationView } from '../../../src/verification/http/verification.schema';
import { useApplication } from '../../support/application';
import { formOf } from '../../support/forms';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

describeWith('database', 'the proof of a date beside the file', () => {
  const app = useApplication({ worker: false });
  const pki = createTestPki();
  const stranger = createTestPki();
  const p7m = stampedCms({ content: Buffer.from('Atto'), signer: pki.signer() });
  const register = Buffer.from(`<registro><impronta>${sha256(p7m).toString('hex')}</impronta></registro>`);
  const time = new Date(Date.now() - 60_000);
  let offered: DateEvidence[] = [];
  let auditor: Desk;

  beforeAll(async () => {
    auditor = await logIn(app(), PEOPLE.auditor);
    writeFileSync(join(app().dataDir, 'trust', 'test-root.der'), pki.root.holder.read.der);
    app()
      .api.get(ProofsOfDate)
      .add({ evidenceFor: () => Promise.resolve(offered) });
  });

  const token = (content: Buffer, by = pki.timestampAuthority): Buffer => tokenOver(sha256(content), by);
  const tokenOver = (messageImprint: Buffer, by = pki.timestampAuthority): Buffer =>
    writeTimestampToken(
      by,
      {
        version: 1,
        digestAlgorithm: '2.16.840.1.101.3.4.2.1',
        messageImprint,
        wantsCertificate: true,
      },
      { time },
    );
  const proofsFor = async (content: Buffer, stamp: Buffer, way?: NonNullable<DateEvidence['way']>) => {
    offered = [{ kind: 'DAILY_REGISTER', reference: '2026/329', content, token: stamp, ...(way && { way }) }];
    const form = formOf([{ fileName: 'atto.p7m', bytes: p7m }]);
    return (await auditor.send<VerificationView>('POST', 'verifications', form)).body;
  };

  it('is the instant of the timestamp over what names the file, apart from the verdict', async () => {
    const { proofsOfDate, signatures } = await proofsFor(register, token(register));
    expect(proofsOfDate).toMatchObject([
      { kind: 'DAILY_REGISTER', reference: '2026/329', at: `${time.toISOString().slice(0, 19)}.000Z` },
    ]);
    expect(proofsOfDate[0]?.text.it).toContain('registro giornaliero con marca temporale');
    expect(signatures[0]?.proof.it).toContain('nessuna prova'); // the file itself holds none
  });

  it.each([
    [
      'a register that does not name the file',
      () => [Buffer.from('<registro/>'), token(Buffer.from('<registro/>'))],
    ],
    ['a register that was changed after it was stamped', () => [register, token(Buffer.from('<registro/>'))]],
    [
      'a timestamp of an authority that nobody trusts',
      () => [register, token(register, stranger.timestampAuthority)],
    ],
    ['something that is no timestamp', () => [register, p7m]],
  ] as const)('is not %s', async (_, given) => {
    const [content = register, stamp = p7m] = given();
    expect((await proofsFor(content, stamp)).proofsOfDate).toEqual([]);
  });

  it('may be in a tree whose root was stamped, by its way to it and by no other', async () => {
    const salt = Buffer.alloc(32, 7);
    const leaves = ['altro', 'ultimo'].map((text) => leafHash(sha256Of, salt, sha256(Buffer.from(text))));
    leaves.splice(1, 0, leafHash(sha256Of, salt, sha256(register)));
    const root = merkleRoot(sha256Of, leaves);
    const steps = inclusionProof(sha256Of, leaves, 1);
    expect((await proofsFor(register, tokenOver(root), { salt, steps })).proofsOfDate).toHaveLength(1);
    expect(
      (await proofsFor(register, tokenOver(root), { salt: Buffer.alloc(32, 8), steps })).proofsOfDate,
    ).toEqual([]);
    expect(
      (await proofsFor(register, tokenOver(root), { salt, steps: steps.slice(1) })).proofsOfDate,
    ).toEqual([]);
    expect((await proofsFor(register, tokenOver(root))).proofsOfDate).toEqual([]);
  });
});
