import { legalDate, legalTime, italianDate } from '@libro-firma/kernel';
import { writePdfA } from '@libro-firma/pdfa';
import { numberText } from '../domain/registration-number';
import { correspondentName } from '../domain/search-words';
import type { FoundRegistration } from './found-entries';

export interface ReceiptFacts {
  readonly madeAt: Date;
  /** Day by which the body must answer, or from which silence counts as consent. */
  readonly endsOn: string | null;
}

/**
 * The receipt that tells whoever handed a document in that it arrived, and until when the body answers.
 *
 * @standard L. 241/1990 art. 18-bis, art. 8
 */
export function receiptPdf(entry: FoundRegistration, { madeAt, endsOn }: ReceiptFacts): Promise<Uint8Array> {
  const { names, files, sender, furtherSenders } = entry;
  const number = numberText(entry.number);
  const senders = [...(sender ? [sender] : []), ...furtherSenders];
  return writePdfA({
    title: `Ricevuta di protocollo n. ${number} del ${italianDate(entry.registeredOn)}`,
    createdAt: madeAt,
    blocks: [
      `${names?.bodyName ?? ''} – ${names?.aooName ?? ''} – registro ${entry.registerCode}`,
      `Presentata il ${italianDate(entry.receivedOn ?? entry.registeredOn)}; registrata il ${italianDate(entry.registeredOn)} alle ${legalTime(entry.registeredAt)} con il n. ${number}.`,
      ...annulmentLines(entry.annulments),
      `Oggetto: ${entry.subject}`,
      `Presentata da: ${senders.map(correspondentName).join('; ')}`,
      ...(files ?? []).map(({ fileName, algorithm, hash, sheets }) =>
        hash === null
          ? `Documento: ${fileName}${sheets === null ? '' : `, fogli ${sheets}`}`
          : `Documento: ${fileName}, impronta ${algorithm} ${hash}`,
      ),
      endsOn === null
        ? 'Il termine del procedimento è quello stabilito dalla legge o dal regolamento dell’amministrazione.'
        : `L’amministrazione risponde entro il ${italianDate(endsOn)}.`,
      `Ricevuta rilasciata il ${italianDate(legalDate(madeAt))} ai sensi dell’art. 18-bis della legge 7 agosto 1990, n. 241, con il sigillo elettronico dell’amministrazione.`,
    ],
  });
}

/** Whoever is handed a receipt of a number that no longer counts reads so, and what of the data was corrected. */
function annulmentLines(annulments: FoundRegistration['annulments']): string[] {
  return annulments.map(({ scope, actReference, decidedAt }) => {
    const when = `il ${italianDate(legalDate(new Date(decidedAt)))} con ${actReference}`;
    return scope === 'WHOLE'
      ? `REGISTRAZIONE ANNULLATA ${when}`
      : `Dati annullati e corretti ${when}: quelli qui riportati sono come furono registrati.`;
  });
}
