/** A title of a classification plan with its classes, in their order. */
export interface PlanTitle {
  readonly title: string;
  readonly classes: readonly string[];
}

/**
 * Titles and classes of the plan that the working group of municipal archives published for municipalities (second
 * edition, 2005). A body takes it over by an act of its own, and may change what it needs.
 */
export const MUNICIPAL_PLAN: readonly PlanTitle[] = [
  {
    title: 'Amministrazione generale',
    classes: [
      'Legislazione e circolari esplicative',
      'Denominazione, territorio e confini, circoscrizioni di decentramento, toponomastica',
      'Statuto',
      'Regolamenti',
      'Stemma, gonfalone, sigillo',
      'Archivio generale',
      'Sistema informativo',
      'Informazioni e relazioni con il pubblico',
      'Politica del personale; ordinamento degli uffici e dei servizi',
      'Relazioni con le organizzazioni sindacali e di rappresentanza del personale',
      'Controlli interni ed esterni',
      'Editoria e attività informativo-promozionale interna ed esterna',
      'Cerimoniale, attività di rappresentanza; onorificenze e riconoscimenti',
      'Interventi di carattere politico e umanitario; rapporti istituzionali',
      'Forme associative e partecipative per l’esercizio di funzioni e servizi e adesione del Comune ad associazioni',
      'Area e città metropolitana',
      'Associazionismo e partecipazione',
    ],
  },
  {
    title: 'Organi di governo, gestione, controllo, consulenza e garanzia',
    classes: [
      'Sindaco',
      'Vicesindaco',
      'Consiglio',
      'Presidente del Consiglio',
      'Conferenza dei capigruppo e commissioni del Consiglio',
      'Gruppi consiliari',
      'Giunta',
      'Commissario prefettizio e straordinario',
      'Segretario e vicesegretario',
      'Direttore generale e dirigenza',
      'Revisori dei conti',
      'Difensore civico',
      'Commissario ad acta',
      'Organi di controllo interni',
      'Organi consultivi',
      'Consigli circoscrizionali',
      'Presidenti dei Consigli circoscrizionali',
      'Organi esecutivi circoscrizionali',
      'Commissioni dei Consigli circoscrizionali',
      'Segretari delle circoscrizioni',
      'Commissario ad acta delle circoscrizioni',
      'Conferenza dei presidenti di quartiere',
    ],
  },
  {
    title: 'Risorse umane',
    classes: [
      'Concorsi, selezioni, colloqui',
      'Assunzioni e cessazioni',
      'Comandi e distacchi; mobilità',
      'Attribuzione di funzioni, ordini di servizio e missioni',
      'Inquadramenti e applicazione contratti collettivi di lavoro',
      'Retribuzioni e compensi',
      'Trattamento fiscale, contributivo e assicurativo',
      'Tutela della salute e sicurezza sul luogo di lavoro',
      'Dichiarazioni di infermità ed equo indennizzo',
      'Indennità premio di servizio e trattamento di fine rapporto, quiescenza',
      'Servizi al personale su richiesta',
      'Orario di lavoro, presenze e assenze',
      'Giudizi, responsabilità e provvedimenti disciplinari',
      'Formazione e aggiornamento professionale',
      'Collaboratori esterni',
    ],
  },
  {
    title: 'Risorse finanziarie e patrimonio',
    classes: [
      'Bilancio preventivo e piano esecutivo di gestione (PEG)',
      'Gestione del bilancio e del PEG (con eventuali variazioni)',
      'Gestione delle entrate: accertamento, riscossione, versamento',
      'Gestione della spesa: impegno, liquidazione, ordinazione e pagamento',
      'Partecipazioni finanziarie',
      'Rendiconto della gestione; adempimenti e verifiche contabili',
      'Adempimenti fiscali, contributivi e assicurativi',
      'Beni immobili',
      'Beni mobili',
      'Economato',
      'Oggetti smarriti e recuperati',
      'Tesoreria',
      'Concessionari ed altri incaricati della riscossione delle entrate',
      'Pubblicità e pubbliche affissioni',
    ],
  },
  {
    title: 'Affari legali',
    classes: [
      'Contenzioso',
      'Responsabilità civile e patrimoniale verso terzi; assicurazioni',
      'Pareri e consulenze',
    ],
  },
  {
    title: 'Pianificazione e gestione del territorio',
    classes: [
      'Urbanistica: piano regolatore generale e varianti',
      'Urbanistica: strumenti di attuazione del piano regolatore generale',
      'Edilizia privata',
      'Edilizia pubblica',
      'Opere pubbliche',
      'Catasto',
      'Viabilità',
      'Servizio idrico integrato, luce, gas, trasporti pubblici, gestione dei rifiuti e altri servizi',
      'Ambiente: autorizzazioni, monitoraggio e controllo',
      'Protezione civile ed emergenze',
    ],
  },
  {
    title: 'Servizi alla persona',
    classes: [
      'Diritto allo studio e servizi',
      'Asili nido e scuola materna',
      'Promozione e sostegno delle istituzioni di istruzione e della loro attività',
      'Orientamento professionale; educazione degli adulti; mediazione culturale',
      'Istituti culturali (musei, biblioteche, teatri, scuola comunale di musica, etc.)',
      'Attività ed eventi culturali',
      'Attività ed eventi sportivi',
      'Pianificazione e accordi strategici con enti pubblici e privati e con il volontariato sociale',
      'Prevenzione, recupero e reintegrazione dei soggetti a rischio',
      'Informazione, consulenza ed educazione civica',
      'Tutela e curatela di incapaci',
      'Assistenza diretta e indiretta, benefici economici',
      'Attività ricreativa e di socializzazione',
      'Politiche per la casa',
      'Politiche per il sociale',
    ],
  },
  {
    title: 'Attività economiche',
    classes: [
      'Agricoltura e pesca',
      'Artigianato',
      'Industria',
      'Commercio',
      'Fiere e mercati',
      'Esercizi turistici e strutture ricettive',
      'Promozione e servizi',
    ],
  },
  {
    title: 'Polizia locale e sicurezza pubblica',
    classes: [
      'Prevenzione ed educazione stradale',
      'Polizia stradale',
      'Informative',
      'Sicurezza e ordine pubblico',
    ],
  },
  {
    title: 'Tutela della salute',
    classes: [
      'Salute e igiene pubblica',
      'Trattamento sanitario obbligatorio',
      'Farmacie',
      'Zooprofilassi veterinaria',
      'Randagismo animale e ricoveri',
    ],
  },
  {
    title: 'Servizi demografici',
    classes: ['Stato civile', 'Anagrafe e certificazioni', 'Censimenti', 'Polizia mortuaria e cimiteri'],
  },
  {
    title: 'Elezioni e iniziative popolari',
    classes: [
      'Albi elettorali',
      'Liste elettorali',
      'Elezioni',
      'Referendum',
      'Istanze, petizioni e iniziative popolari',
    ],
  },
  {
    title: 'Affari militari',
    classes: [
      'Leva e servizio civile sostitutivo',
      'Ruoli matricolari',
      'Caserme, alloggi e servitù militari',
      'Requisizioni per utilità militari',
    ],
  },
  { title: 'Oggetti diversi', classes: [] },
];

export interface PlanEntry {
  readonly code: string;
  readonly title: string;
}

/** Entries of the plan, each title before its classes: `6` and `6.3`. */
export function entriesOfPlan(plan: readonly PlanTitle[]): PlanEntry[] {
  return plan.flatMap(({ title, classes }, index) => {
    const code = String(index + 1);
    return [
      { code, title },
      ...classes.map((name, place) => ({ code: `${code}.${place + 1}`, title: name })),
    ];
  });
}
