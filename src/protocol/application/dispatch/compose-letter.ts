import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result, italianDate } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { type LocalCopy, OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { isAnnulled } from '../../domain/annulment';
import { dispatchRefusals } from '../../domain/dispatch.refusals';
import type { Letter, LetterFile } from '../../domain/mail-carrier.port';
import { numberText } from '../../domain/registration-number';
import { DispatchRow } from '../../infrastructure/dispatch/dispatch.rows';
import { SegnaturaSealRow } from '../../infrastructure/exchange.rows';
import type { FoundRegistration } from '../../infrastructure/found-entries';
import { PROTOCOL_SETTINGS, type ProtocolSettings } from '../../protocol.settings';
import { Registrations } from '../registrations';

/** Name on the wire (circular 60/2013; allegato 6 does not say another). */
const SEGNATURA_FILE = 'Segnatura.xml';

export interface ComposedLetter extends Letter {
  /** Gives the local files back. */
  release(): Promise<void>;
}

interface Content {
  readonly fileName: string;
  readonly mediaType: string;
  readonly sha256: string;
}

/** The letter of a dispatch: the registered document as it is, its annexes, and the sealed segnatura. */
@Injectable()
export class ComposeLetter {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    @Inject(PROTOCOL_SETTINGS) private readonly settings: ProtocolSettings,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** Refusals: `PROTOCOL_NOTHING_TO_DISPATCH` of what was annulled meanwhile, or is not sealed. */
  async of(actor: Actor, dispatchId: string): Promise<Result<ComposedLetter>> {
    const found = await this.database.transaction(actor, async () => {
      const dispatch = await this.database.rows(DispatchRow).findOneByOrFail({ id: dispatchId });
      const entry = await this.registrations.entryOf(dispatch.registrationId);
      const seal = await this.database
        .rows(SegnaturaSealRow)
        .findOneBy({ registrationId: dispatch.registrationId });
      return { dispatch, entry, seal };
    });
    const { dispatch, entry, seal } = found;
    const from = this.settings.DISPATCH_FROM ?? entry?.names?.mailbox ?? null;
    if (!entry || !seal || from === null || dispatch.address === null || isAnnulled(entry.annulments))
      return refuse(dispatchRefusals.NOTHING_TO_DISPATCH());
    const { messageId, address: to } = dispatch;
    const segnatura = { fileName: SEGNATURA_FILE, mediaType: 'application/xml', sha256: seal.sha256 };
    const opened = await this.open([...contentsOf(entry), segnatura]);
    return accept({ messageId, from, to, ...wordsOf(entry), ...opened });
  }

  private async open(contents: readonly Content[]) {
    const copies: LocalCopy[] = [];
    const release = async (): Promise<void> => {
      for (const copy of copies) await copy.release();
    };
    try {
      const attachments: LetterFile[] = [];
      for (const { fileName, mediaType, sha256 } of contents) {
        const copy = await this.store.localCopy(sha256);
        copies.push(copy);
        attachments.push({ fileName, mediaType, path: copy.path });
      }
      return { attachments, release };
    } catch (fault) {
      await release();
      throw fault;
    }
  }
}

/** Of an act that bears its number, the bytes that were signed; paper stays where it is. */
function contentsOf({ files, completedSha256 }: FoundRegistration): Content[] {
  return (files ?? []).flatMap(({ role, fileName, mediaType, hash }) => {
    const sha256 = role === 'MAIN' ? (completedSha256 ?? hash) : hash;
    return sha256 === null ? [] : [{ fileName, mediaType, sha256 }];
  });
}

function wordsOf(entry: FoundRegistration): Pick<Letter, 'subject' | 'text'> {
  const number = numberText(entry.number);
  const day = italianDate(entry.registeredOn);
  const names = entry.names;
  return {
    // Of a reserved document, not even the subject stands outside it.
    subject: `Prot. n. ${number} del ${day}${entry.readers === null ? `: ${oneLine(entry.subject)}` : ''}`,
    text: [
      `${names?.bodyName ?? ''} – ${names?.aooName ?? ''}`,
      `Protocollo n. ${number} del ${day}, registro ${entry.registerCode}.`,
      'In allegato il documento registrato e la sua segnatura di protocollo.',
    ].join('\n'),
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 200);
}
