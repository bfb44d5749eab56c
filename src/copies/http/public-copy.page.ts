import type { KnownCopy } from '../application/copies';
import { italianDate } from '../domain/stamp';

export const PAGE_STYLE = `:root { color-scheme: light dark; }
body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
dt { font-weight: 600; margin-top: 0.75rem; }
dd { margin: 0; overflow-wrap: anywhere; }
label { display: block; font-weight: 600; margin-top: 1.5rem; }
input { font: inherit; box-sizing: border-box; width: 100%; padding: 0.5rem; letter-spacing: 0.05em; }
button { font: inherit; font-weight: 600; margin-top: 0.75rem; padding: 0.6rem 1.2rem; }
:focus-visible { outline: 3px solid #0066cc; outline-offset: 2px; }
`;

export type CopyAnswer = 'ASKED' | 'UNKNOWN' | 'TOO_MANY' | KnownCopy;

const TITLES = {
  ASKED: 'Verifica di una copia',
  UNKNOWN: 'Codice non trovato',
  TOO_MANY: 'Troppe richieste',
} as const;

/** The page of a code: plain HTML in Italian, without script, readable with any device (L. 4/2004). */
export function copyPage(answer: CopyAnswer): string {
  const title = typeof answer === 'string' ? TITLES[answer] : 'La copia corrisponde a un atto firmato';
  return `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/c.css">
</head>
<body>
<main>
<h1>${title}</h1>
${explanationOf(answer)}
<form action="/c" method="get">
<label for="code">Codice stampato sulla copia</label>
<input id="code" name="code" required maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="hint">
<p id="hint">Sette gruppi di quattro tra lettere e cifre; trattini e spazi non contano.</p>
<button type="submit">Verifica</button>
</form>
</main>
</body>
</html>
`;
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
    ...copy.signers.map(
      ({ fullName, capacity, signedOn }) =>
        [
          'Firmato digitalmente da',
          `${fullName}${capacity ? `, ${capacity}` : ''}, il ${italianDate(signedOn)}`,
        ] as const,
    ),
    ['Impronta SHA-256 del file firmato', copy.signedSha256],
    ['Impronta SHA-256 della copia', copy.copySha256],
    ['Codice', copy.code],
  ];
  const list = terms.map(([term, value]) => `<dt>${term}</dt><dd>${escaped(value)}</dd>`).join('\n');
  return `<p>Confronti questi dati con quelli sulla copia: se coincidono, la copia viene dall’atto qui descritto. Il documento non si mostra: lo rilascia l’amministrazione a chi ne ha diritto.</p>
<dl>
${list}
</dl>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
