import { element, writeXml, type XmlElement } from '@libro-firma/xml';
import { type AboutMessage, MESSAGE_ROOTS, type ProtocolMessage } from './message';
import { PEC_NAMESPACE } from './read/received-segnatura';
import { SEGNATURA_NAMESPACE, SEGNATURA_VERSION, writeIdentifier } from './write-segnatura';

/**
 * The XML of a message about a registration; the same bytes each time. Attributes bear the prefix, as the schema wants.
 *
 * @standard AgID, Linee guida, allegato 6; pec_message.xsd 3.0
 * @throws NotInTheSchema naming the first field whose form the schema refuses.
 */
export function writeMessage(message: ProtocolMessage): string {
  return writeXml(
    element(
      `pec:${MESSAGE_ROOTS[message.kind]}`,
      {
        'xmlns:pec': PEC_NAMESPACE,
        'xmlns:prot': SEGNATURA_NAMESPACE,
        'pec:versione': SEGNATURA_VERSION,
        'pec:lang': 'it',
      },
      [
        message.identifier ? writeIdentifier('pec:Identificatore', message.identifier) : null,
        'about' in message ? about(message.about) : null,
        'reason' in message ? element('pec:Motivo', {}, message.reason) : null,
        'act' in message ? element('pec:Provvedimento', {}, message.act) : null,
      ],
    ),
  );
}

function about(of: AboutMessage): XmlElement {
  return element(
    'pec:MessaggioRicevuto',
    {},
    'description' in of
      ? [element('pec:DescrizioneMessaggio', {}, of.description)]
      : [
          writeIdentifier('pec:Identificatore', of.identifier),
          of.firstRegistration ? writeIdentifier('pec:PrimaRegistrazione', of.firstRegistration) : null,
        ],
  );
}
