import { Inject, Injectable } from '@nestjs/common';
import { type Clock, isRefused } from '@libro-firma/kernel';
import { Plichi } from '../../documents';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { Register, type RegisterCommand } from '../../protocol';
import type { RegistrationData } from '../infrastructure/request.rows';
import { SigningRequests } from '../infrastructure/signing-requests';

/** The key under which a request asks for its number: one per revision, whatever is repeated. */
export function numberingKey(requestId: string, revision: number): string {
  return `signing-request:${requestId}:${revision}`;
}

export function requestOfKey(key: string): { requestId: string; revision: number } | null {
  const match = /^signing-request:([0-9a-f-]{36}):(\d+)$/.exec(key);
  return match?.[1] ? { requestId: match[1], revision: Number(match[2]) } : null;
}

/**
 * Asks the protocol for a number (order A: signed, hashed, then numbered). Outside any transaction of ours: a number
 * exists when the protocol has committed it, and comes back as its own event.
 */
@Injectable()
export class AskNumber {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly plichi: Plichi,
    private readonly register: Register,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(system: Actor, requestId: string, revision: number): Promise<void> {
    const command = await this.database.transaction(system, () => this.command(system, requestId, revision));
    if (!command) return;
    const actor = { ...system, aooId: command.aooId };
    const outcome = await this.register.execute(actor, command);
    if (isRefused(outcome)) await this.block(actor, requestId, outcome.refusal.code);
  }

  /** From here on a number may exist: the request is marked under its lock, and nobody takes the act back any more. */
  private async command(system: Actor, requestId: string, revision: number): Promise<RegisterCommand | null> {
    const request = await this.requests.lock(requestId);
    if (!request || request.revision !== revision || !request.registration || request.registrationId)
      return null;
    if (request.state !== 'SIGNED' && !(request.state === 'ARCHIVED' && request.numberWanted)) return null;
    if (!request.numberingAsked)
      await this.requests.note(
        system,
        request,
        { type: 'signing-request.number-asked' },
        { numberingAsked: true },
      );
    const files = (await this.plichi.files([request])).get(request.plicoId) ?? [];
    return {
      key: numberingKey(requestId, revision),
      aooId: request.aooId,
      subject: request.subject,
      sender: null,
      ...protocolPart(request.registration),
      files: files.map((file) => ({
        role: file.role,
        fileName: file.current.fileName,
        mediaType: file.current.mediaType,
        size: file.current.size,
        sha256: file.current.sha256,
        documentVersionId: file.current.versionId,
        signed: file.current.signatures > 0,
      })),
      operatorId: request.requesterId,
      officeId: request.officeId,
    };
  }

  /** A refusal of the protocol is no state: it stands on the clerk's desk, and the act stays signed. */
  private async block(actor: Actor, requestId: string, code: string): Promise<void> {
    await this.database.transaction(actor, async () => {
      const request = await this.requests.lock(requestId);
      if (!request || request.registrationId || (request.blockedCode === code && !request.numberingAsked))
        return;
      await this.requests.note(
        actor,
        request,
        { type: 'signing-request.blocked', payload: { code } },
        {
          blockedCode: code,
          blockedSince: this.clock.now(),
          numberingAsked: false,
        },
      );
    });
  }
}

function protocolPart({ classificationCode, direction, recipients }: RegistrationData) {
  return { classificationCode, direction, recipients: recipients.map(withoutAbsent) };
}

/** JSON has no `undefined`; the protocol hashes what it is given. */
function withoutAbsent<T extends object>(value: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;
}
