import type { PublicPage } from '../../platform/http';

type Notice = Readonly<Record<'it' | 'en', PublicPage>>;

export const PRIVACY_NOTICE: Notice = {
  it: {
    language: 'it',
    title: 'Privacy',
    content: `<p>L’ente che usa questo servizio non ha ancora indicato l’indirizzo della propria informativa (art. 13 del Regolamento UE 2016/679). Il titolare del trattamento è l’ente: a lui si rivolga per esercitare i Suoi diritti.</p>
<h2>Che cosa fa il software</h2>
<ul>
<li>Usa un solo cookie, tecnico e di sessione, che serve a riconoscere chi è entrato. Non ci sono cookie di profilazione, né statistiche, né contenuti di terzi.</li>
<li>Registra chi fa che cosa sugli atti e quando, perché la legge lo chiede (DPR 445/2000, artt. 53 e 61). Queste righe non si possono cambiare.</li>
<li>Non conserva il file di chi verifica una firma, se non lo chiede.</li>
<li>PIN e codici di firma non vengono mai scritti.</li>
</ul>`,
  },
  en: {
    language: 'en',
    title: 'Privacy',
    content: `<p>The body that runs this service has not stated yet where its privacy notice is (art. 13 of Regulation EU 2016/679). The body is the controller: turn to it to exercise your rights.</p>
<h2>What the software does</h2>
<ul>
<li>It uses one technical session cookie, to know who has logged in. There are no profiling cookies, no statistics, no content of third parties.</li>
<li>It records who does what to acts and when, since the law asks for it (DPR 445/2000, arts 53 and 61). These rows cannot be changed.</li>
<li>It does not keep the file of whoever verifies a signature, unless asked to.</li>
<li>PINs and signing codes are never written down.</li>
</ul>`,
  },
};

export const ACCESSIBILITY_NOTICE: Notice = {
  it: {
    language: 'it',
    title: 'Accessibilità',
    content: `<p>L’ente che usa questo servizio non ha ancora indicato l’indirizzo della propria dichiarazione di accessibilità, che si compila ogni anno sul sito di AgID (L. 4/2004, art. 3-quater).</p>
<h2>Che cosa è verificato</h2>
<ul>
<li>Ogni schermata è controllata in automatico sulle regole WCAG 2.1, livelli A e AA, a 1440 e a 320 punti di larghezza.</li>
<li>Tutto si fa anche con la sola tastiera; le scorciatoie di un tasto si possono disattivare nelle preferenze.</li>
<li>La verifica di una copia e questa pagina funzionano senza JavaScript.</li>
</ul>
<h2>Se qualcosa non è accessibile</h2>
<p>Lo segnali all’ente. Se non risponde entro trenta giorni, può rivolgersi al Difensore civico per il digitale.</p>`,
  },
  en: {
    language: 'en',
    title: 'Accessibility',
    content: `<p>The body that runs this service has not stated yet where its declaration of accessibility is; it is made each year on AgID’s site (L. 4/2004, art. 3-quater).</p>
<h2>What is checked</h2>
<ul>
<li>Each screen is checked by machine for WCAG 2.1, levels A and AA, 1440 and 320 points wide.</li>
<li>Everything can be done with the keyboard alone; single-key shortcuts can be switched off in the preferences.</li>
<li>Checking a copy and this page work without JavaScript.</li>
</ul>
<h2>If something is not accessible</h2>
<p>Tell the body. If it does not answer within thirty days, you may turn to the Ombudsman for digital rights.</p>`,
  },
};
