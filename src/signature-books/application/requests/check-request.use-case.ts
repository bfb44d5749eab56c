import { Inject, Injectable } from '@nestjs/common';
import { newId, type Refusal } from '@libro-firma/kernel';
import { admitForSigning, type ByteSource } from '@libro-firma/pdf';
import { Plichi, type PlicoFile, withStoredSource } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { VerifyFile } from '../../../verification';
import { admittedContainers } from '../../domain/elsewhere/admitted-container';
import { enterRoute } from '../../domain/course-of-request';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { TypePolicy } from '../../domain/type-policy';
import { Dossiers } from '../../infrastructure/dossiers';
import { type CheckFailure, RouteStepRow, type SigningRequestRow } from '../../infrastructure/request.rows';
import { SigningRequests } from '../../infrastructure/signing-requests';

/** T2 and T3: looks at the frozen bytes of each file to sign; the route begins, or the draft comes back with reasons. */
@Injectable()
export class CheckRequest {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly plichi: Plichi,
    private readonly dossiers: Dossiers,
    private readonly verify: VerifyFile,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  async execute(system: Actor, requestId: string, revision: number): Promise<void> {
    const request = await this.requests.lock(requestId);
    // Withdrawn from the checks meanwhile: their outcome counts no more.
    if (request?.state !== 'CHECKING' || request.revision !== revision) return;
    const files =
      (await this.plichi.files([{ plicoId: request.plicoId, revision }])).get(request.plicoId) ?? [];
    const failures: CheckFailure[] = [];
    for (const file of files.filter((candidate) => candidate.toSign))
      failures.push(...(await this.check(file, request.policy)));
    if (failures.length > 0) {
      await this.backToDraft(system, request, failures);
      return;
    }
    const open = await this.dossiers.of(request);
    const doneBefore = request.policy.keepsEndorsements ? await this.doneBefore(request) : [];
    enterRoute(open.dossier, doneBefore);
    await this.dossiers.save(system, open);
  }

  /**
   * S4: steps of this revision that were done in the last one that entered the route, by the same addressees, where no
   * byte of any file has changed. Never an opinion, which is given anew, nor a signature: the files are those before any.
   */
  private async doneBefore({ id, revision, plicoId }: SigningRequestRow): Promise<string[]> {
    const found = await this.database.query<{ id: string }>(
      `WITH last AS (SELECT max(revision) AS revision FROM route_step
                      WHERE request_id = $1 AND revision < $2 AND state IN ('SATISFIED', 'SKIPPED'))
       SELECT step.id FROM route_step step CROSS JOIN last
         JOIN route_step earlier ON earlier.request_id = $1 AND earlier.revision = last.revision
              AND earlier.position = step.position AND earlier.kind = step.kind
              AND earlier.addressees = step.addressees AND earlier.state IN ('SATISFIED', 'SKIPPED')
        WHERE step.request_id = $1 AND step.revision = $2 AND step.kind IN ('ENDORSE', 'READ')
          AND NOT EXISTS (
                SELECT 1 FROM (SELECT * FROM plico_file WHERE plico_id = $3 AND revision = $2 AND made_by IS NULL) own
                  FULL JOIN (SELECT file.* FROM plico_file file JOIN last ON file.revision = last.revision
                              WHERE file.plico_id = $3 AND file.made_by IS NULL) before
                    ON before.position = own.position AND before.to_sign = own.to_sign
                       AND before.frozen_sha256 = own.frozen_sha256
                 WHERE own.id IS NULL OR before.id IS NULL)`,
      [id, revision, plicoId],
    );
    return found.map((step) => step.id);
  }

  /** A revision that was frozen stays as it was; the draft goes on in the next one. */
  async backToDraft(
    actor: Actor,
    request: SigningRequestRow,
    failures: readonly CheckFailure[],
  ): Promise<void> {
    const earlier = request.revision;
    await this.plichi.revise(actor, request.plicoId, earlier);
    await copyRoute(this.database, request, earlier);
    await this.requests.transition(
      actor,
      request,
      failures.length > 0 ? 'fail-checks' : 'withdraw-from-checks',
      {
        type: failures.length > 0 ? 'signing-request.checks-failed' : 'signing-request.withdrawn-from-checks',
        payload: { codes: failures.map((failure) => failure.code) },
      },
      { checkFailures: failures, revision: earlier + 1 },
    );
  }

  private async check(file: PlicoFile, policy: TypePolicy): Promise<CheckFailure[]> {
    return withStoredSource(this.store, file.current.sha256, (source) => {
      const refusal = this.faultOf(file, source, policy);
      if (!refusal) return [];
      const { code, text, remedy } = refusal;
      return [{ code, fileName: file.current.fileName, text, remedy: remedy ?? null }];
    });
  }

  private faultOf(file: PlicoFile, source: ByteSource, policy: TypePolicy): Refusal | null {
    const containers = admittedContainers(file.current, policy);
    const { fileName, mediaType } = file.current;
    if (containers.length === 0) return refusals.CANNOT_BE_SIGNED_ELSEWHERE({ fileName });
    // What an envelope is put around need not be a PDF, nor one that a signature could be appended to.
    if (containers.includes('PADES')) {
      const admitted = admitForSigning(source);
      if (!admitted.ok) return admitted.refusal;
    }
    return mediaType === 'application/pdf' ? this.faultOfEarlierSignatures(file, source) : null;
  }

  /** An act with a signature that does not hold could be signed and numbered, and then never be preserved. */
  private faultOfEarlierSignatures({ current }: PlicoFile, source: ByteSource): Refusal | null {
    if (current.signatures === 0) return null;
    const { conclusion } = this.verify.judgePdf(source);
    // Unknown is not invalid: a signer of another body, or a certificate that has expired, stops nobody.
    const holds = conclusion === 'TOTAL_PASSED' || conclusion === 'INDETERMINATE';
    return holds ? null : refusals.EARLIER_SIGNATURE_BROKEN({ fileName: current.fileName });
  }
}

/** The next revision begins with the route of the one before it. */
export async function copyRoute(
  database: Database,
  request: SigningRequestRow,
  revision: number,
): Promise<void> {
  const steps = await database
    .rows(RouteStepRow)
    .find({ where: { requestId: request.id, revision }, order: { position: 'ASC' } });
  await database.rows(RouteStepRow).insert(
    steps.map((step) => ({
      ...step,
      id: newId(),
      revision: revision + 1,
      state: 'WAITING' as const,
      dueAt: null,
      outcome: null,
    })),
  );
}
