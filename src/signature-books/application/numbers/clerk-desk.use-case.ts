import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { undoSigned } from '../../domain/course-of-request';
import { registersOf } from '../../domain/registers-wanted';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { Dossiers } from '../../infrastructure/dossiers';
import type { RegistrationData, SigningRequestRow } from '../../infrastructure/request.rows';
import { SigningRequests } from '../../infrastructure/signing-requests';

type Outcome = Promise<Result<SigningRequestRow>>;

/**
 * What the protocol's clerks and the records manager do with acts that are signed: the desk "da protocollare". What was
 * signed is never touched; the data of its registration are not what was signed.
 */
@Injectable()
export class ClerkDesk {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly dossiers: Dossiers,
    private readonly structure: Structure,
  ) {}

  /** T27a, and T33 for a number that was refused: what is said now is asked of the protocol anew, under the same key. */
  async correct(actor: Actor, id: string, version: number, registration: RegistrationData): Outcome {
    return this.onSigned(actor, id, version, async (request) => {
      const isWaiting =
        request.state === 'SIGNED' && registersOf(request).length > 0 && !request.numberingAsked;
      if (!isWaiting) return refuse(refusals.NOTHING_TO_CORRECT());
      const code = registration.classificationCode;
      if (!(await this.structure.isClassification(request.aooId, code)))
        return refuse(refusals.UNKNOWN_CLASSIFICATION({ code }));
      await this.requests.note(
        actor,
        request,
        {
          type: 'signing-request.registration-corrected',
          payload: { before: request.registration as never, after: registration as never },
        },
        { registration, blockedCode: null, blockedSince: null },
      );
      await this.askAgain(actor, request);
      return accept(request);
    });
  }

  /** T26b: an act of a type that registers nothing is registered all the same, with the data that the clerk gives. */
  async registerLater(actor: Actor, id: string, version: number, registration: RegistrationData): Outcome {
    return this.onSigned(actor, id, version, async (request) => {
      const isFree = ['SIGNED', 'ARCHIVED'].includes(request.state) && !request.registrationId;
      if (!isFree || registersOf(request).length > 0) return refuse(refusals.NOTHING_TO_CORRECT());
      const code = registration.classificationCode;
      if (!(await this.structure.isClassification(request.aooId, code)))
        return refuse(refusals.UNKNOWN_CLASSIFICATION({ code }));
      await this.requests.note(
        actor,
        request,
        { type: 'signing-request.number-wanted', payload: { registration: registration as never } },
        { registration, numberWanted: true },
      );
      await this.askAgain(actor, request);
      return accept(request);
    });
  }

  /** T27b */
  async sendBack(actor: Actor, id: string, version: number, reason: string): Outcome {
    return this.database.transaction(actor, async () => {
      const open = await this.dossiers.lock(id);
      if (open?.row.aooId !== actor.aooId) return refuse(refusals.NOT_FOUND());
      if (open.row.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      const outcome = undoSigned(open.dossier, 'send-back', reason);
      if (!outcome.ok) return outcome;
      await this.dossiers.save(actor, open);
      return accept(open.row);
    });
  }

  /** T30a: the records manager has the package made although the verification is negative or missing. */
  async acceptVerdict(actor: Actor, id: string, version: number, reason: string): Outcome {
    return this.onSigned(actor, id, version, async (request) => {
      if (request.blockedCode !== 'PACKAGE_WITHHELD') return refuse(refusals.NOTHING_WITHHELD());
      await this.requests.note(
        actor,
        request,
        { type: 'signing-request.verdict-accepted', payload: { reason } },
        { blockedCode: null, blockedSince: null },
      );
      return accept(request);
    });
  }

  /** T33: the cause is gone; the same is asked under the same key. */
  async retryNumber(actor: Actor, id: string, version: number): Outcome {
    return this.onSigned(actor, id, version, async (request) => {
      const isRefused = request.blockedCode !== null && !request.registrationId && !request.numberingAsked;
      if (request.state !== 'SIGNED' || !isRefused) return refuse(refusals.NOTHING_TO_CORRECT());
      await this.requests.note(
        actor,
        request,
        { type: 'signing-request.unblocked', payload: { code: request.blockedCode } },
        { blockedCode: null, blockedSince: null },
      );
      await this.askAgain(actor, request);
      return accept(request);
    });
  }

  private async askAgain(actor: Actor, request: SigningRequestRow): Promise<void> {
    await this.requests.note(actor, request, {
      type: 'signing-request.number-due',
      payload: { numbering: 'PROTOCOL' },
    });
  }

  private async onSigned(
    actor: Actor,
    id: string,
    version: number,
    work: (request: SigningRequestRow) => Outcome,
  ): Outcome {
    return this.database.transaction(actor, async () => {
      const request = await this.requests.lock(id);
      if (request?.aooId !== actor.aooId) return refuse(refusals.NOT_FOUND());
      if (request.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      return work(request);
    });
  }
}
