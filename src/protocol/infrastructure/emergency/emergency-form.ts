import { escapeText } from '@libro-firma/xml';
import { FORM_SCRIPT } from './form-script';

export interface FormFacts {
  readonly formId: string;
  readonly prefix: string;
  readonly station: string;
  readonly body: string;
  readonly aoo: string;
  readonly plan: readonly { readonly code: string; readonly title: string }[];
  /** JWK of the form's own key; in the page alone. */
  readonly privateKey: object;
}

const STYLE = `
  body{font:1rem/1.5 system-ui,sans-serif;color:#17324d;margin:0 auto;max-width:62rem;padding:1.5rem}
  h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}
  label{display:block;font-weight:600;margin:.75rem 0 .25rem}
  input,select,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #455b71;border-radius:4px}
  button{font:inherit;font-weight:600;margin:1rem .5rem 0 0;padding:.6rem 1.2rem;border:0;border-radius:4px;background:#06c;color:#fff}
  button:disabled{background:#5a6772}:focus-visible{outline:3px solid #ff9900;outline-offset:2px}
  table{border-collapse:collapse;width:100%;margin-top:1rem}th,td{text-align:left;border-bottom:1px solid #c5c7c9;padding:.4rem}
  [role=status]{font-weight:600;margin:1rem 0}[hidden]{display:none}`;

/**
 * The emergency register of one station as one page: no network, no other file. What is entered stays in the browser's
 * own storage until it is exported, signed with the key that the page holds.
 */
export function emergencyForm(facts: FormFacts): string {
  const { prefix, station, body, aoo, plan } = facts;
  const classes = plan.map(
    ({ code, title }) => `<option value="${escapeText(code)}">${escapeText(`${code} ${title}`)}</option>`,
  );
  return `<!doctype html>
<html lang="it"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Registro di emergenza ${escapeText(prefix)}</title><style>${STYLE}</style></head><body>
<h1>Registro di emergenza – postazione ${escapeText(prefix)} (${escapeText(station)})</h1>
<p>${escapeText(body)} – ${escapeText(aoo)}. Si usa solo quando il protocollo informatico non funziona, con autorizzazione del
responsabile della gestione documentale (DPR 445/2000, art. 63).</p>
<p role="status" id="status"></p>
<form id="opening"><h2>Apertura</h2>
<label for="cause">Causa dell’interruzione</label><textarea id="cause" required maxlength="1000"></textarea>
<label for="act">Provvedimento e nome di chi autorizza</label><input id="act" required maxlength="500">
<button>Apri il registro</button></form>
<form id="entry" hidden><h2>Nuova registrazione</h2>
<label for="direction">Tipo</label><select id="direction"><option value="INCOMING">Entrata</option><option value="OUTGOING">Uscita</option></select>
<label for="counterpart">Mittente o destinatario</label><input id="counterpart" required maxlength="300">
<label for="subject">Oggetto</label><textarea id="subject" required maxlength="4000"></textarea>
<label for="class">Classificazione</label><select id="class" required>${classes.join('')}</select>
<label for="sheets">Fogli</label><input id="sheets" type="number" min="1" max="100000">
<label for="place">Dove è conservato</label><input id="place" required maxlength="300" value="Postazione ${escapeText(prefix)}">
<button>Registra</button></form>
<section id="list" hidden><h2>Registrazioni</h2>
<table><thead><tr><th>Numero</th><th>Data e ora</th><th>Tipo</th><th>Corrispondente</th><th>Oggetto</th></tr></thead><tbody id="rows"></tbody></table>
<button id="close" type="button">Chiudi il registro</button><button id="export" type="button" disabled>Esporta il file firmato</button></section>
<script type="application/json" id="facts">${JSON.stringify(scriptFacts(facts)).replaceAll('<', '\\u003c')}</script>
<script>${FORM_SCRIPT}</script></body></html>
`;
}

function scriptFacts({ formId, prefix, privateKey }: FormFacts) {
  return { formId, prefix, privateKey };
}
