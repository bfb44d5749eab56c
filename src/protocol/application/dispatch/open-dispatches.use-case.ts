import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { In, Not } from 'typeorm';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { isAnnulled } from '../../domain/annulment';
import {
  DISPATCH_OPENED,
  DISPATCH_STREAM,
  DISPATCH_TO_PRINT,
  type DispatchChannel,
  type PrintCopy,
} from '../../domain/dispatch';
import { dispatchRefusals } from '../../domain/dispatch.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import type { Correspondent } from '../../domain/registration';
import { DispatchRow } from '../../infrastructure/dispatch/dispatch.rows';
import type { FoundRegistration } from '../../infrastructure/found-entries';
import { RegistrationStream } from '../registration-stream';
import { Registrations } from '../registrations';
import { CheckSignatures } from './check-signatures';

export interface WantedDispatch {
  readonly recipient: number;
  /** Proposed from the recipient's address when it is left out. */
  readonly channel?: DispatchChannel;
  readonly address?: string;
}

export interface DispatchesWanted {
  /** All recipients, each by the channel that is proposed for it, when empty. */
  readonly items: readonly WantedDispatch[];
  /** Why it goes although a signature of its files does not hold. */
  readonly overruled?: string;
}

/** Opens a way to each recipient of an outgoing registration. Nothing leaves here. */
@Injectable()
export class OpenDispatches {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly registrations: Registrations,
    private readonly stream: RegistrationStream,
    private readonly signatures: CheckSignatures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    registrationId: string,
    wanted: DispatchesWanted,
  ): Promise<Result<{ readonly ids: readonly string[] }>> {
    const entry = await this.database.transaction(actor, () =>
      this.registrations.entryFor(actor, registrationId),
    );
    if (!entry || actor.personId === null) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
    const isOpen = entry.isOpen && entry.completedSha256 === null;
    if (entry.direction !== 'OUTGOING' || isOpen || isAnnulled(entry.annulments))
      return refuse(dispatchRefusals.NOTHING_TO_DISPATCH());
    const planned = plan(entry, wanted.items);
    if (!planned.ok) return planned;
    const overruled = wanted.overruled?.trim() ?? '';
    const broken = overruled === '' ? await this.signatures.brokenIn(entry) : null;
    if (broken !== null) return refuse(dispatchRefusals.SIGNATURE_DOES_NOT_HOLD({ fileName: broken }));
    return this.open(actor, registrationId, planned.value, overruled === '' ? null : overruled);
  }

  private async open(
    actor: Actor,
    registrationId: string,
    planned: readonly Planned[],
    overruled: string | null,
  ): Promise<Result<{ readonly ids: readonly string[] }>> {
    return this.database.transaction(actor, async () => {
      await this.stream.lock(registrationId);
      const rows = this.database.rows(DispatchRow);
      const taken = await rows.existsBy({
        registrationId,
        recipientPosition: In(planned.map(({ position }) => position)),
        state: Not('WITHDRAWN'),
      });
      if (taken) return refuse(dispatchRefusals.RECIPIENT_HAS_DISPATCH());
      const made = planned.map((one) => this.rowOf(actor, registrationId, one, overruled));
      await rows.insert(made);
      await this.journal.appendAll(
        actor,
        made.flatMap(({ id, channel, address, printCopy }) => [
          entryOf(id, DISPATCH_OPENED, { registrationId, channel, address, overruled }),
          ...(printCopy === 'DUE' ? [entryOf(id, DISPATCH_TO_PRINT, { registrationId })] : []),
        ]),
      );
      return accept({ ids: made.map(({ id }) => id) });
    });
  }

  private rowOf(
    actor: Actor,
    registrationId: string,
    { position, recipient, channel, address, printCopy }: Planned,
    overruled: string | null,
  ): DispatchRow {
    const [id, now] = [newId(), this.clock.now()];
    return this.database.rows(DispatchRow).create({
      id,
      bodyId: actor.bodyId,
      aooId: actor.aooId,
      registrationId,
      recipientPosition: position,
      recipient,
      channel,
      address,
      state: 'TO_SEND',
      code: null,
      version: 1,
      messageId: `<${id}@libro-firma>`,
      nextTryAt: null,
      overruled,
      printCopy,
      createdBy: actor.personId ?? '',
      createdAt: now,
      updatedAt: now,
    });
  }
}

interface Planned {
  readonly position: number;
  readonly recipient: Correspondent;
  readonly channel: DispatchChannel;
  readonly address: string | null;
  readonly printCopy: PrintCopy | null;
}

function plan(
  { recipients, files }: Pick<FoundRegistration, 'recipients' | 'files'>,
  items: readonly WantedDispatch[],
): Result<readonly Planned[]> {
  const wanted = items.length > 0 ? items : recipients.map((_, recipient) => ({ recipient }));
  if (new Set(wanted.map(({ recipient }) => recipient)).size < wanted.length)
    return refuse(dispatchRefusals.RECIPIENT_HAS_DISPATCH());
  const isFile = (files ?? []).some(({ role, hash }) => role === 'MAIN' && hash !== null);
  const planned: Planned[] = [];
  for (const { recipient: position, ...item } of wanted as readonly WantedDispatch[]) {
    const recipient = recipients[position];
    if (!recipient) return refuse(dispatchRefusals.RECIPIENT_UNKNOWN());
    const address = item.address ?? recipient.email ?? null;
    const channel = item.channel ?? proposedChannel(recipient, address);
    if ((channel === 'MAIL' || channel === 'PEC') && address === null)
      return refuse(dispatchRefusals.ADDRESS_MISSING());
    const printCopy = channel === 'PRINT' && isFile ? 'DUE' : null; // paper goes as it is
    planned.push({ position, recipient, channel, address, printCopy });
  }
  return accept(planned);
}

/** Between public bodies what is sent is certified (CAD art. 47, 48); who has no digital address gets paper (CAD art. 3-bis). */
export function proposedChannel({ kind }: Correspondent, address: string | null): DispatchChannel {
  if (address === null) return 'PRINT';
  return kind === 'PUBLIC_BODY' ? 'PEC' : 'MAIL';
}

function entryOf(id: string, type: string, payload: Readonly<Record<string, string | null>>) {
  return { stream: DISPATCH_STREAM, streamId: id, type, payload: { dispatchId: id, ...payload } };
}
