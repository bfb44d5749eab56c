import { italianDate } from '@libro-firma/kernel';
import { escapeHtml, type PublicPage } from '../../platform/http';
import type { KnownCopy, ToldAnnulment } from '../application/copies';

export type CopyAnswer = 'ASKED' | 'UNKNOWN' | 'TOO_MANY' | KnownCopy;

const TITLES = {
  ASKED: 'Verifica di una copia',
  UNKNOWN: 'Codice non trovato',
  TOO_MANY: 'Troppe richieste',
} as const;

const TITLE_OF = {
  ACT: 'La copia corrisponde a un atto firmato',
  REGISTERED: 'La copia corrisponde a un documento registrato',
} as const;

/** The page of a code, in Italian. */
export function copyPage(answer: CopyAnswer): PublicPage {
  return {
    title: typeof answer === 'string' ? TITLES[answer] : titleOf(answer),
    content: `${explanationOf(answer)}
<form action="/c" method="get">
<label for="code">Codice stampato sulla copia</label>
<input id="code" name="code" required maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="hint">
<p id="hint">Sette gruppi di quattro tra lettere e cifre; trattini e spazi non contano.</p>
<button type="submit">Verifica</button>
</form>`,
  };
}

/** An annulled number is told before anything else (DPR 445/2000 art. 54). */
function titleOf(answer: KnownCopy): string {
  return answer.annulments.some(({ scope }) => scope === 'WHOLE')
    ? 'La registrazione di questa copia è annullata'
    : TITLE_OF[answer.kind];
}

function annulmentText({ scope, actReference, decidedOn }: ToldAnnulment): string {
  const what =
    scope === 'WHOLE' ? 'Registrazione annullata' : 'Dati della registrazione annullati e corretti';
  return `${what} il ${italianDate(decidedOn)} con ${actReference}`;
}

function explanationOf(answer: CopyAnswer): string {
  switch (answer) {
    case 'ASKED':
      return '<p>Scriva il codice che accompagna il QR sulla copia: questa pagina dice a quale atto corrisponde.</p>';
    case 'UNKNOWN':
      return '<p>Nessuna copia ha questo codice. Lo confronti con quello stampato e lo scriva di nuovo; se è uguale, la copia non viene da questo servizio.</p>';
    case 'TOO_MANY':
      return '<p>Da questo indirizzo sono arrivate molte richieste in un minuto. Attenda un momento e riprovi.</p>';
    default:
      return detailsOf(answer);
  }
}

function detailsOf(copy: KnownCopy): string {
  const terms: readonly (readonly [string, string])[] = [
    ['Amministrazione', copy.bodyName],
    ...(copy.register
      ? ([
          ['Registro', copy.register.name],
          ['Numero', copy.register.number],
          ['Data', italianDate(copy.register.date)],
        ] as const)
      : ([['Registro', 'Atto senza registrazione di protocollo']] as const)),
    ...copy.annulments.map((annulment) => ['Annullamento', annulmentText(annulment)] as const),
    ...copy.signers.map(
      ({ fullName, capacity, signedOn }) =>
        [
          'Firmato digitalmente da',
          `${fullName}${capacity ? `, ${capacity}` : ''}${signedOn === null ? '' : `, il ${italianDate(signedOn)}`}`,
        ] as const,
    ),
    [
      copy.kind === 'ACT' ? 'Impronta SHA-256 del file firmato' : 'Impronta SHA-256 del file registrato',
      copy.signedSha256,
    ],
    ['Impronta SHA-256 della copia', copy.copySha256],
    ['Codice', copy.code],
  ];
  const list = terms.map(([term, value]) => `<dt>${term}</dt><dd>${escapeHtml(value)}</dd>`).join('\n');
  return `<p>Confronti questi dati con quelli sulla copia: se coincidono, la copia viene dal documento qui descritto. Il documento non si mostra: lo rilascia l’amministrazione a chi ne ha diritto.</p>
<dl>
${list}
</dl>`;
}
