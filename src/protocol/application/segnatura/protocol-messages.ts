import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import {
  type AboutMessage,
  type Identifier,
  MESSAGE_FILES,
  type MessageKind,
  type ProtocolMessage,
  readMessage,
  type ReceivedMessage,
  writeMessage,
} from '@libro-firma/segnatura';
import { xmlEngine } from '@libro-firma/xml';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { exchangeRefusals } from '../../domain/dispatch.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { ProtocolMessageRow } from '../../infrastructure/exchange.rows';
import type { FoundRegistration } from '../../infrastructure/found-entries';
import { OwnUploads } from '../own-uploads';
import { RegistrationStream } from '../registration-stream';
import { Registrations } from '../registrations';
import { identifierOf } from '../segnatura-of';
import { ReceivedSegnature } from './received-segnature';

export const MESSAGE_MADE = 'registration.message-made';
export const MESSAGE_RECEIVED = 'registration.message-received';
const LARGEST = 8 * 1024 * 1024;

export interface MessageAsked {
  readonly kind: MessageKind;
  /** Of an exception; that of an annulment stands in its decision. */
  readonly reason?: string;
}

/** What offices tell each other about a message: that it was registered, changed, not taken, annulled (allegato 6). */
@Injectable()
export class ProtocolMessages {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly received: ReceivedSegnature,
    private readonly uploads: OwnUploads,
    private readonly stream: RegistrationStream,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes the message, ready to be sent; made again it is the same one. */
  async make(
    actor: Actor,
    registrationId: string,
    asked: MessageAsked,
  ): Promise<Result<{ readonly id: string }>> {
    const message = await this.database.transaction(actor, () =>
      this.messageOf(actor, registrationId, asked),
    );
    if (!message.ok) return message;
    const bytes = Buffer.from(writeMessage(message.value), 'utf8');
    const content = readMessage(await xmlEngine(), bytes);
    if (!content.ok) throw new Error('a message that was just written is not read');
    const { sha256 } = await this.uploads.put(bytes);
    return this.note(actor, registrationId, { direction: 'SENT', content: content.value, sha256 });
  }

  /** Takes one that arrived about a registration of this AOO; one that is about none is anomaly 007. */
  async receive(
    actor: Actor,
    documentId: string,
  ): Promise<Result<{ readonly id: string; readonly registrationId: string }>> {
    const upload = await this.uploads.read(actor, documentId, LARGEST);
    if (!upload.ok) return upload;
    const read = readMessage(await xmlEngine(), upload.value.bytes);
    if (!read.ok) return read;
    const registrationId = await this.database.transaction(actor, () =>
      this.registrationOf(actor, read.value),
    );
    if (registrationId === null) return refuse(exchangeRefusals.IDENTIFIER_NOT_FOUND());
    const noted = await this.note(actor, registrationId, {
      direction: 'RECEIVED',
      content: read.value,
      sha256: upload.value.document.sha256,
    });
    return noted.ok ? accept({ ...noted.value, registrationId }) : noted;
  }

  /** Those of a registration, in their order; inside the caller's unit of work. */
  async of(registrationId: string): Promise<ProtocolMessageRow[]> {
    return this.database
      .rows(ProtocolMessageRow)
      .find({ where: { registrationId }, order: { notedAt: 'ASC', id: 'ASC' } });
  }

  async file(actor: Actor, registrationId: string, id: string) {
    return this.database.transaction(actor, async () => {
      const entry = await this.registrations.entryFor(actor, registrationId);
      const row = entry && (await this.database.rows(ProtocolMessageRow).findOneBy({ id, registrationId }));
      if (!row) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      return accept({ fileName: MESSAGE_FILES[row.kind], mediaType: 'application/xml', sha256: row.sha256 });
    });
  }

  private async messageOf(
    actor: Actor,
    registrationId: string,
    { kind, reason }: MessageAsked,
  ): Promise<Result<ProtocolMessage>> {
    const entry = await this.registrations.entryFor(actor, registrationId);
    if (!entry?.names) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
    const identifier = identifierOf(entry, entry.names);
    if (kind === 'ANNULMENT') {
      const annulment = entry.annulments.find(({ scope }) => scope === 'WHOLE');
      if (!annulment) return refuse(exchangeRefusals.MESSAGE_NOT_DUE());
      return accept({ kind, identifier, reason: annulment.reason, act: annulment.actReference });
    }
    if (entry.direction !== 'INCOMING') return refuse(exchangeRefusals.MESSAGE_NOT_DUE());
    const about = aboutOf(entry, (await this.received.of(registrationId))?.content.heading.identifier);
    if (kind !== 'EXCEPTION') return accept({ kind, identifier, about });
    if (reason === undefined || reason.trim() === '') return refuse(exchangeRefusals.REASON_MISSING());
    return accept({ kind, identifier, about, reason: reason.trim() });
  }

  /** An annulment names the other office's registration, which we know by the confirmation that it sent; the others name ours. */
  private async registrationOf(actor: Actor, message: ReceivedMessage): Promise<string | null> {
    const { about } = message;
    const named = message.kind === 'ANNULMENT' ? message.identifier : about;
    if (!named) return null;
    const year = /^\d{4}/.exec(named.date)?.[0] ?? '0';
    const [found] = await this.database.query<{ id: string }>(
      message.kind === 'ANNULMENT' ? BY_THEIR_IDENTIFIER : BY_OUR_IDENTIFIER,
      [actor.bodyId, actor.aooId, named.body.code, named.aoo.code, named.registerCode, year, named.number],
    );
    return found?.id ?? null;
  }

  private async note(
    actor: Actor,
    registrationId: string,
    { direction, content, sha256 }: Pick<ProtocolMessageRow, 'direction' | 'content' | 'sha256'>,
  ): Promise<Result<{ readonly id: string }>> {
    if (actor.personId === null) throw new Error('a message is made or taken by a person');
    const notedBy = actor.personId;
    return this.database.transaction(actor, async () => {
      await this.stream.lock(registrationId);
      const rows = this.database.rows(ProtocolMessageRow);
      const earlier = await rows.findOneBy({ registrationId, direction, sha256 });
      if (earlier) return accept({ id: earlier.id });
      const { kind, edition } = content;
      const id = newId();
      const place = { id, bodyId: actor.bodyId, registrationId };
      await rows.insert({
        ...place,
        direction,
        kind,
        edition,
        sha256,
        content,
        notedBy,
        notedAt: this.clock.now(),
      });
      await this.stream.append(actor, registrationId, {
        type: direction === 'SENT' ? MESSAGE_MADE : MESSAGE_RECEIVED,
        payload: { messageId: id, kind, sha256 },
      });
      return accept({ id });
    });
  }
}

/** Ours by its identifier: the register's code may be missing in messages of 2001. */
const BY_OUR_IDENTIFIER = `
  SELECT entry.id FROM registration entry
    JOIN aoo ON aoo.id = entry.aoo_id JOIN body ON body.id = entry.body_id
   WHERE entry.body_id = $1 AND entry.aoo_id = $2 AND body.ipa_code = $3 AND aoo.code = $4
     AND ($5 = '' OR entry.register_code = $5) AND entry.year = $6::integer
     AND $7 ~ '^[0-9]{1,9}$' AND entry.number = CASE WHEN $7 ~ '^[0-9]{1,9}$' THEN $7::integer END
   ORDER BY entry.register_code LIMIT 1`;

/** Theirs, as the segnatura that we received with it says, or the confirmation of what we sent them. */
const BY_THEIR_IDENTIFIER = `
  SELECT entry.id FROM (
    SELECT registration_id FROM received_segnatura received
     WHERE ${matches(`received.content->'heading'->'identifier'`)}
     UNION
    SELECT registration_id FROM protocol_message message
     WHERE message.direction = 'RECEIVED' AND ${matches(`message.content->'identifier'`)}) known
    JOIN registration entry ON entry.id = known.registration_id
   WHERE entry.body_id = $1 AND entry.aoo_id = $2 LIMIT 1`;

function matches(identifier: string): string {
  return `${identifier}->>'number' = $7 AND ${identifier}->'body'->>'code' = $3
    AND ${identifier}->'aoo'->>'code' = $4 AND ${identifier}->>'registerCode' = $5
    AND left(${identifier}->>'date', 4) = $6::text`;
}

/** By the sender's registration where its segnatura tells it, else in the words that we have of it. */
function aboutOf(entry: FoundRegistration, theirs: Identifier | undefined): AboutMessage {
  if (theirs && /^[0-9]{7,}$/.test(theirs.number) && theirs.registerCode !== '')
    return { identifier: theirs };
  const reference = entry.senderReference === null ? '' : ` (n. ${entry.senderReference})`;
  return { description: `${entry.subject}${reference}`.slice(0, 1_000) };
}
