import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { ElementNode, XmlEngine } from '@libro-firma/xml';
import { MESSAGE_ROOTS, type MessageKind } from '../message';
import { segnaturaRefusals } from '../segnatura.refusals';
import { ElementReader } from './element-reader';
import { circularIdentifier } from './read-circular-edition';
import { editionOf, withRoot } from './read-segnatura';
import { thirdIdentifier } from './read-third-edition';
import {
  type Edition,
  EDITIONS,
  PEC_NAMESPACE,
  type ReceivedIdentifier,
  type SegnaturaFault,
} from './received-segnatura';

export interface ReceivedMessage {
  readonly edition: Edition;
  readonly kind: MessageKind;
  /** The other office's registration. */
  readonly identifier: ReceivedIdentifier | null;
  /** Our registration, that the message is about; null where it is told in words alone, or is an annulment. */
  readonly about: ReceivedIdentifier | null;
  readonly description: string | null;
  readonly reason: string | null;
  readonly act: string | null;
  readonly faults: readonly SegnaturaFault[];
}

/**
 * Reads a confirmation, update, exception or annulment of any edition.
 *
 * Refusals: those of XML (`XML_…`); `SEGNATURA_NOT_A_MESSAGE`.
 *
 * @standard AgID, Linee guida, allegato 6 (pec_message.xsd); AgID circular 60/2013; AIPA/CR/28/2001
 */
export function readMessage(engine: XmlEngine, bytes: Buffer): Result<ReceivedMessage> {
  return withRoot(engine, bytes, (root) => {
    const kind = kindOf(root);
    const edition = root.namespace === PEC_NAMESPACE ? '3.0.0' : editionOf(root);
    if (!kind || !edition)
      return refuse(segnaturaRefusals.NOT_A_MESSAGE({ root: root.localName.slice(0, 100) }));
    return accept(messageOf(root, kind, edition));
  });
}

function kindOf({ localName }: ElementNode): MessageKind | null {
  const kinds = Object.entries(MESSAGE_ROOTS) as [MessageKind, string][];
  return kinds.find(([, name]) => name === localName)?.[0] ?? null;
}

function messageOf(root: ElementNode, kind: MessageKind, edition: Edition): ReceivedMessage {
  const isThird = edition === '3.0.0';
  const reader = new ElementReader(root.namespace);
  // What stands inside an identifier is of the segnatura's namespace, the identifier itself of the message's.
  const inner = new ElementReader(isThird ? EDITIONS['3.0.0'] : root.namespace);
  const identifierIn = (of: ElementNode | undefined): ReceivedIdentifier | null => {
    const found = reader.child(of, 'Identificatore');
    if (!found) return null;
    return isThird ? thirdIdentifier(found, inner) : circularIdentifier(found, inner);
  };
  const received = reader.child(root, 'MessaggioRicevuto');
  if (kind !== 'ANNULMENT' && !received) reader.missing('MessaggioRicevuto');
  const isWithReason = kind === 'EXCEPTION' || kind === 'ANNULMENT';
  const message = {
    edition,
    kind,
    identifier: identifierIn(root),
    about: identifierIn(received),
    description: reader.text(received, 'DescrizioneMessaggio'),
    reason: isWithReason ? reader.needed(root, 'Motivo') || null : null,
    act: kind === 'ANNULMENT' ? reader.needed(root, 'Provvedimento') || null : null,
  };
  if (!message.identifier && kind !== 'EXCEPTION') reader.missing('Identificatore');
  return { ...message, faults: [...reader.faults, ...inner.faults] };
}
