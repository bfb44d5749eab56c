import { bufferSource } from '@libro-firma/pdf';
import { xmlEngine } from '@libro-firma/xml';
import type { ValidationReport } from '../validation/report/validation-report';
import { validateFile } from '../validation/validate-file';
import { signedEnvelopes } from './kinds/signed-envelopes';
import type { SignedKind } from './kinds/signed-kind';
import { signedPdfs } from './kinds/signed-pdfs';
import { signedXmlAndContainers } from './kinds/signed-xml-and-containers';
import { answerCrl } from './pki/live-answers';
import { LivePki } from './pki/live-services';
import { numbers } from './numbers';

/** Some for each kind in every run; the nightly run asks for a hundred thousand. */
const RUNS = Number(process.env['MUTATION_RUNS'] ?? 1_400);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_601);

describe(`files of every kind that is signed here, ${RUNS} times with one byte changed`, () => {
  let live: LivePki;
  let kinds: readonly SignedKind[];
  beforeAll(async () => {
    live = await LivePki.start();
    const engine = await xmlEngine();
    kinds = [
      ...(await signedPdfs(live)),
      ...(await signedEnvelopes(live)),
      ...(await signedXmlAndContainers(live, engine)),
    ];
  }, 60_000);
  afterAll(() => live.close());

  const judge = (kind: SignedKind, subject: Buffer): Promise<ValidationReport> => {
    const { file, contents = [] } = kind.toValidate(subject);
    const { pki } = live;
    const now = new Date();
    const crls = pki.authorities.map((authority) => answerCrl(pki, authority, now));
    const revocation = { crls, ocspResponses: [] };
    return validateFile(bufferSource(file), {
      anchors: [pki.root.holder.certificate],
      at: now,
      contents,
      revocation,
    });
  };

  it('are TOTAL_PASSED as they were made', async () => {
    for (const kind of kinds) {
      const report = await judge(kind, kind.subject);
      expect({ kind: kind.name, conclusion: report.conclusion }).toEqual({
        kind: kind.name,
        conclusion: 'TOTAL_PASSED',
      });
      const intact = report.signatures.map(({ signer }) => signer?.certificateSha256);
      for (const { certificateSha256 } of kind.parts) expect(intact).toContain(certificateSha256);
    }
  });

  it('never keep the integrity of a signature whose signed content changed', async () => {
    const next = numbers(SEED);
    const changes = new Map(kinds.map(({ name }) => [name, 0]));
    for (let run = 0; run < RUNS; run += 1) {
      const kind = kinds[run % kinds.length]!;
      const place = next(kind.subject.length);
      const subject = Buffer.from(kind.subject);
      subject[place] = (subject[place] ?? 0) ^ (1 + next(255));
      const broken = kind.parts.filter((part) => part.isChanged(subject, place));
      const report = await judge(kind, subject);
      const intact = report.signatures.filter(({ integrity }) => integrity === 'INTACT');
      const survivors = broken.filter(({ certificateSha256 }) =>
        intact.some(({ signer }) => signer?.certificateSha256 === certificateSha256),
      );
      if (broken.length > 0) changes.set(kind.name, (changes.get(kind.name) ?? 0) + 1);
      if (survivors.length > 0)
        throw new Error(`${kind.name}: byte ${place} became ${subject[place]}, seed ${SEED}, run ${run}`);
    }
    const all = [...changes.values()].reduce((sum, count) => sum + count, 0);
    process.stderr.write(`${all} of ${RUNS} changes met signed content\n`);
    expect(all).toBeGreaterThan(RUNS / 4);
    expect([...changes].filter(([, count]) => count === 0)).toEqual([]);
  }, 7_200_000);
});
