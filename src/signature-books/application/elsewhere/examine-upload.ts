import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { type ByteSource, hashSource } from '@libro-firma/pdf';
import { type Addition, examineAddedCades, examineAddedPades } from '@libro-firma/signature';
import type { ReceivedFile } from '../../../documents';
import { withStoredSource } from '../../../documents';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { isForAutomaticProcedures, signingRefusals } from '../../../signing';
import { admittedContainers, containerOf } from '../../domain/elsewhere/admitted-container';
import { faultOfTime } from '../../domain/elsewhere/life-of-task';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { SignatureVerdict } from '../../domain/verdict-on-signature';
import { SignatureVerdicts } from '../verdicts/signature-verdicts';
import { Signers } from '../signatures/signers';
import type { GivenFile } from './given-file';
import { refusalOfAddition } from './refusal-of-addition';

const NAMES = { PADES: 'PDF (PAdES)', CADES: '.p7m (CAdES)' } as const;

export interface ExaminedUpload {
  readonly addition: Addition;
  readonly verdict: SignatureVerdict;
  readonly receivedAt: Date;
}

/**
 * Whether an uploaded file is the one given out with exactly one signature more, made in the life of its task; and what
 * verification says of that signature. Takes as long as the file is large, and holds no lock.
 */
@Injectable()
export class ExamineUpload {
  constructor(
    private readonly database: Database,
    private readonly verdicts: SignatureVerdicts,
    private readonly signers: Signers,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, given: GivenFile, { version }: ReceivedFile): Promise<Result<ExaminedUpload>> {
    const { fileName } = given.file.current;
    const container = containerOf(version.mediaType);
    if (!container) return refuse(refusals.NO_SIGNED_FILE());
    const admitted = admittedContainers(given.file.current, given.request.policy);
    if (!admitted.includes(container)) {
      const wanted = admitted.map((one) => NAMES[one]).join(' / ');
      return refuse(refusals.WRONG_CONTAINER({ fileName, wanted, found: NAMES[container] }));
    }
    return this.withSources([given.download.baseSha256, version.sha256], async (base, signed) => {
      const examine = container === 'PADES' ? examineAddedPades : examineAddedCades;
      const examined = examine(base, signed);
      if (examined.kind === 'FAULT') {
        const isEarlier =
          examined.fault === 'OTHER_BYTES' && (await this.continuesEarlier(actor, given, signed));
        return refuse(isEarlier ? refusals.FILE_GREW_MEANWHILE({ fileName }) : refusalOfAddition(examined));
      }
      const fault = this.faultOf(examined.addition, given);
      return fault ? refuse(fault) : accept(await this.judge(actor, given, signed, examined.addition));
    });
  }

  /** CAD art. 35 c. 3: what signs by itself is not for acts that somebody judges, whatever program made it. */
  private faultOf(addition: Addition, { task }: GivenFile): Refusal | null {
    const { certificate } = addition;
    if (certificate && isForAutomaticProcedures(certificate)) return signingRefusals.AUTOMATIC_CREDENTIAL();
    return faultOfTime(addition, task.openedAt, this.clock.now());
  }

  private async judge(
    actor: Actor,
    { request }: GivenFile,
    signed: ByteSource,
    addition: Addition,
  ): Promise<ExaminedUpload> {
    const receivedAt = this.clock.now();
    const { taxCode } = await this.database.transaction(actor, () =>
      this.signers.person(actor.personId ?? ''),
    );
    const { position } = addition;
    const expected = { taxCode, policy: request.policy, receivedAt, position };
    const verdict =
      addition.container === 'PADES'
        ? this.verdicts.atOnce(signed, expected)
        : await this.verdicts.here(signed, expected);
    return { addition, verdict, receivedAt };
  }

  /** True when the file was signed as it stood before somebody else's signature. */
  private async continuesEarlier(actor: Actor, { file }: GivenFile, signed: ByteSource): Promise<boolean> {
    const earlier = await this.database.transaction(actor, () =>
      this.database.query<{ sha256: string; size: number }>(
        `SELECT sha256, size::float8 AS size FROM document_version
          WHERE document_id = $1 AND number < $2 AND size < $3 ORDER BY number DESC LIMIT 20`,
        [file.current.documentId, file.current.versionNumber, signed.size],
      ),
    );
    return earlier.some(({ sha256, size }) => {
      const hash = createHash('sha256');
      hashSource(signed, 0, size, [hash]);
      return hash.digest('hex') === sha256;
    });
  }

  private withSources<T>(
    [base, signed]: readonly [string, string],
    work: (base: ByteSource, signed: ByteSource) => Promise<T>,
  ): Promise<T> {
    return withStoredSource(this.store, base, (one) =>
      withStoredSource(this.store, signed, (other) => work(one, other)),
    );
  }
}
