import { legalDate, legalTime, type Text, italianDate } from '@libro-firma/kernel';
import type { SignatureReport } from '@libro-firma/signature';

/**
 * The Italian line beside the European verdict: at which date the signature can be opposed to others, and on what that
 * rests. Only a trusted timestamp or evidence record is a proof here; what the signer wrote of the time is none, and
 * neither is the date of a database.
 *
 * @standard CAD art. 24 c. 4-bis; DPCM 22-2-2013 art. 41, 62
 */
export function proofLine({ bestSignatureTime: best, indication }: SignatureReport): Text {
  if (indication === 'TOTAL_FAILED')
    return {
      it: 'Opponibilità ai terzi: nessuna data, la firma non è valida',
      en: 'Date against third parties: none, the signature is not valid',
    };
  if (!best.proven)
    return {
      it: 'Opponibilità ai terzi: nessuna prova della data è nel file',
      en: 'Date against third parties: the file holds no proof of a date',
    };
  const instant = legalInstant(best.time);
  return {
    it: `Opponibilità ai terzi: esisteva il ${instant}, per ${best.by === 'EVIDENCE_RECORD' ? 'prova di conservazione' : 'marca temporale'}`,
    en: `Date against third parties: existed on ${instant}, by ${best.by === 'EVIDENCE_RECORD' ? 'evidence record' : 'timestamp'}`,
  };
}

/** Day and wall clock in Europe/Rome, as the law counts them. */
export function legalInstant(iso: string): string {
  const instant = new Date(iso);
  return `${italianDate(legalDate(instant))} ${legalTime(instant)}`;
}
