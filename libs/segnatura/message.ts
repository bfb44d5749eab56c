import type { Identifier } from './segnatura';

/** Which message of ours or theirs it is about: by its registration, or in words where it has none. */
export type AboutMessage =
  | { readonly identifier: Identifier; readonly firstRegistration?: Identifier }
  | { readonly description: string };

/**
 * What two offices tell each other about a message: it was registered, its registration changed, it could not be taken,
 * its registration was annulled.
 *
 * @standard AgID, Linee guida, allegato 6; pec_message.xsd 3.0
 */
export type ProtocolMessage =
  | {
      readonly kind: 'CONFIRMATION' | 'UPDATE';
      readonly identifier: Identifier;
      readonly about: AboutMessage;
    }
  | {
      readonly kind: 'EXCEPTION';
      /** Only where the message was registered all the same. */
      readonly identifier?: Identifier;
      readonly about: AboutMessage;
      readonly reason: string;
    }
  | {
      readonly kind: 'ANNULMENT';
      readonly identifier: Identifier;
      readonly reason: string;
      /** The act that authorises it. */
      readonly act: string;
    };

export type MessageKind = ProtocolMessage['kind'];

/** Root elements; the same in all three editions. */
export const MESSAGE_ROOTS: Readonly<Record<MessageKind, string>> = {
  CONFIRMATION: 'ConfermaRicezione',
  UPDATE: 'AggiornamentoConferma',
  EXCEPTION: 'NotificaEccezione',
  ANNULMENT: 'AnnullamentoProtocollazione',
};

/** What the files are called on the wire (circular 60/2013; nothing later says otherwise). */
export const MESSAGE_FILES: Readonly<Record<MessageKind, string>> = {
  CONFIRMATION: 'Conferma.xml',
  UPDATE: 'Aggiornamento.xml',
  EXCEPTION: 'Eccezione.xml',
  ANNULMENT: 'Annullamento.xml',
};
