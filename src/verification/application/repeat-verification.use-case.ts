import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { validateFile, type ValidationPolicy } from '@libro-firma/signature';
import type { Actor } from '../../platform/identity';
import { ObjectMissing } from '../../platform/storage';
import { verificationRefusals } from '../domain/verification.refusals';
import type { Trusted } from './installed-trust';
import { KeptAnswers } from './kept-answers';
import { KeptFiles } from './kept-files';
import type { LocalFile } from './passing-files';
import type { RecordedAnswer } from './recorded-answers';
import { compareRuns, type Comparison } from './compare-runs';
import { PolicySnapshots } from './policy-snapshots';
import { ReplayedAnswers } from './replayed-answers';
import { TrustSnapshots } from './trust-snapshots';
import { optionsOf, withSources } from './validation-sources';
import type { ContentFile, VerificationRun } from './verification-run';
import { VerificationRuns } from './verification-runs';
import { VerificationStores } from './verification-stores';

export interface Repetition extends Comparison {
  readonly run: VerificationRun;
}

/** All that a verdict rested on, beside the file. */
interface Grounds {
  readonly policy: ValidationPolicy;
  readonly trusted: Trusted;
  readonly answers: readonly RecordedAnswer[];
}

/**
 * Makes a verification again: on the same bytes, for the same instant, by the same policy, with what was trusted and what
 * revocation services answered then. Nobody outside is asked, so the verdict must be the same; where it is not, what
 * differs is told.
 */
@Injectable()
export class RepeatVerification {
  constructor(
    private readonly runs: VerificationRuns,
    private readonly snapshots: TrustSnapshots,
    private readonly policies: PolicySnapshots,
    private readonly answers: KeptAnswers,
    private readonly kept: KeptFiles,
    private readonly stores: VerificationStores,
  ) {}

  /** Refusals: `VERIFICATION_OTHER_FILE`, `…_OTHER_CONTENT`, `…_POLICY_GONE`, `…_TRUST_GONE`, `…_MATERIAL_GONE`. */
  async execute(
    actor: Actor,
    run: VerificationRun,
    file: LocalFile,
    contents: readonly ContentFile[],
  ): Promise<Result<Repetition>> {
    if (file.sha256 !== run.sha256)
      return refuse(verificationRefusals.OTHER_FILE({ then: run.sha256, now: file.sha256 }));
    const missing = (run.contents ?? []).find(({ sha256 }) =>
      contents.every((each) => each.sha256 !== sha256),
    );
    if (missing) return refuse(verificationRefusals.OTHER_CONTENT({ ...missing }));
    const grounds = await this.groundsOf(run);
    if (!grounds.ok) return grounds;
    const { trusted, policy, answers } = grounds.value;
    const replayed = new ReplayedAnswers(answers, run.verifiedAt);
    const report = await withSources(file.path, contents, (source, detached) =>
      validateFile(source, {
        ...optionsOf(trusted, run.verifiedAt),
        policy,
        file: run.fileName,
        contents: detached,
        issuerSource: replayed,
        revocationSource: replayed,
      }),
    );
    const found = { file: run, contents, report, trusted, answers: answers.map(({ about }) => about) };
    const again = await this.runs.keep(actor, found, { repeatsId: run.id, policy });
    return accept({ run: again, ...compareRuns(run, again) });
  }

  async withKeptFile(actor: Actor, run: VerificationRun): Promise<Result<Repetition>> {
    const kept = await this.kept.find(actor, run.id);
    if (!kept.ok) return refuse(verificationRefusals.FILE_NOT_KEPT());
    return this.stores.withCopies(kept.value, (file, contents) => this.execute(actor, run, file, contents));
  }

  private async groundsOf(run: VerificationRun): Promise<Result<Grounds>> {
    const { policy: version } = run.report;
    const policy = await this.policies.find(run);
    if (!policy) return refuse(verificationRefusals.POLICY_GONE({ version }));
    try {
      const trusted = await this.snapshots.find(run.trustSha256 ?? '');
      if (!trusted) return refuse(verificationRefusals.TRUST_GONE());
      return accept({ policy, trusted, answers: await this.answers.find(run.answers ?? []) });
    } catch (fault) {
      if (!(fault instanceof ObjectMissing)) throw fault;
      return refuse(verificationRefusals.MATERIAL_GONE({ sha256: fault.sha256 }));
    }
  }
}
