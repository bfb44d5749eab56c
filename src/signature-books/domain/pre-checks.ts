import type { Text } from '@libro-firma/kernel';

/** What is noticed in an act before its route starts. It stops nobody: the drafter knows best what he wrote. */
export type Noticed = keyof typeof NOTICES;

interface Notice {
  readonly text: Text;
  readonly remedy: Text;
}

export const NOTICES = {
  MENTIONED_ANNEX: {
    text: {
      it: 'Il testo cita «{mentioned}», ma gli allegati sono {annexes}',
      en: 'The text mentions “{mentioned}”, but there are {annexes} annexes',
    },
    remedy: { it: 'Aggiunga l’allegato, o corregga il testo', en: 'Add the annex, or correct the text' },
  },
  EMPTY_NUMBER: {
    text: {
      it: 'Il testo ha un numero da riempire («{mentioned}»), ma l’atto si numera dopo la firma e il testo non cambia più',
      en: 'The text has a number to fill in (“{mentioned}”), but the act is numbered after it is signed and its text changes no more',
    },
    remedy: {
      it: 'Tolga lo spazio, o usi un tipo con il numero nell’atto',
      en: 'Remove the blank, or use a type with the number in the act',
    },
  },
  OTHER_DATE: {
    text: {
      it: 'L’atto è datato {mentioned}, lontano da oggi',
      en: 'The act is dated {mentioned}, far from today',
    },
    remedy: { it: 'Controlli la data nel testo', en: 'Check the date in the text' },
  },
  OTHER_SIGNER: {
    text: {
      it: 'Nel testo firma «{mentioned}», che non è tra i firmatari del percorso',
      en: 'In the text “{mentioned}” signs, who is not among the signers of the route',
    },
    remedy: { it: 'Corregga il testo o il percorso', en: 'Correct the text or the route' },
  },
  NO_TEXT: {
    text: {
      it: 'Il documento non ha testo: è un’immagine, e chi non vede non può leggerlo',
      en: 'The document has no text: it is a picture, and who cannot see cannot read it',
    },
    remedy: {
      it: 'Lo esporti in PDF dal programma di scrittura, invece di scandirlo',
      en: 'Export it as PDF from the text program instead of scanning it',
    },
  },
  NOT_TAGGED: {
    text: {
      it: 'Il PDF non ha struttura: un lettore di schermo non ne segue l’ordine',
      en: 'The PDF has no structure: a screen reader cannot follow its order',
    },
    remedy: {
      it: 'Lo esporti come PDF/A accessibile (con tag)',
      en: 'Export it as accessible PDF/A (with tags)',
    },
  },
} as const satisfies Readonly<Record<string, Notice>>;

export interface ActToCheck {
  /** Null: it has none, or it cannot be read. */
  readonly text: { readonly pages: readonly string[]; readonly tagged: boolean } | null;
  readonly annexes: number;
  /** Full names of those who would sign it. */
  readonly signers: readonly string[];
  /** Legal date, `YYYY-MM-DD`. */
  readonly today: string;
  /** True when it is numbered after it is signed. */
  readonly numberedAfter: boolean;
}

export interface CheckNotice {
  readonly code: Noticed;
  readonly params: Readonly<Record<string, string | number>>;
}

const FAR_DAYS = 30;
const DAY_MS = 86_400_000;
const MONTHS = [
  ...['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno'],
  ...['luglio', 'agosto', 'settembre', 'ottobre', 'novembre', 'dicembre'],
];
/** "Allegato A", "all. 2", "Allegato n. 3", by the letter or number that names it. */
const NAMED_ANNEX = /\ball(?:egato|\.)\s+(?:n\.?\s*|sub\s+)?["“«(]?([A-Z]|\d{1,2})\b(?![’'])/gi;
const SOME_ANNEX = /\b(?:in allegato|che si allega(?:no)?|allegat[oaie] (?:alla|al) presente)\b/i;
/** "n. ____ del ____": a number and, mostly, a date left to fill in. */
const BLANK_NUMBER =
  /\b(?:n|nr|num|prot|protocollo|determina(?:zione)?|ordinanza|decreto)\b[.°]?\s*(?:n\.?\s*)?[_….]{3,}(?:\s*(?:del|in data)\s*[_….\s/]{2,})?/i;
/** "Palermo, lì 3 marzo 2026", "addì 03/03/2026": the date of the act, not one that it cites. */
const OWN_DATE =
  /(?:\baddì|\blì|^[A-ZÀ-Ú][\p{L}' ]{2,30},)\s+(\d{1,2})(?:°)?(?:\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*|\s+(\p{L}+)\s+)(\d{4})/imu;
/** A line that names the office of who signs, and after it the line with the name. */
const SIGNED_BY =
  /^\s*(?:f\.?to\s+)?(?:il|la|l['’])\s*(?:dirigente|sindaco|sindaca|segretari[oa]|responsabile|capo\s|direttor|assessor|president)[^\n]{0,80}\n+\s*(?:f\.?to\s+)?(?:(?:dott|arch|ing|avv|geom|prof)(?:\.?ssa|\.)?\s+)?((?:\p{Lu}[\p{L}'’]+\s+){1,3}\p{Lu}[\p{L}'’]+)\s*$/imu;

/** Everything that is noticed, what matters most first. */
export function checkAct(act: ActToCheck): CheckNotice[] {
  if (!act.text) return [{ code: 'NO_TEXT', params: {} }];
  const whole = act.text.pages.join('\n');
  return [
    mentionedAnnex(whole, act.annexes),
    act.numberedAfter ? emptyNumber(whole) : null,
    otherDate(whole, act.today),
    otherSigner(whole, act.signers),
    act.text.tagged ? null : ({ code: 'NOT_TAGGED', params: {} } as const),
  ].filter((notice) => notice !== null);
}

/** As many annexes as the highest that is named: letters count from A, numbers from 1. */
function mentionedAnnex(text: string, annexes: number): CheckNotice | null {
  let highest = { place: 0, mentioned: '' };
  for (const [mentioned, name = ''] of text.matchAll(NAMED_ANNEX)) {
    const place = /\d/.test(name) ? Number(name) : name.toUpperCase().charCodeAt(0) - 64;
    if (place > highest.place) highest = { place, mentioned: oneLine(mentioned) };
  }
  const some = annexes === 0 ? SOME_ANNEX.exec(text)?.[0] : undefined;
  const mentioned = highest.place > annexes ? highest.mentioned : some;
  return mentioned === undefined
    ? null
    : { code: 'MENTIONED_ANNEX', params: { mentioned: oneLine(mentioned), annexes } };
}

function emptyNumber(text: string): CheckNotice | null {
  const blank = BLANK_NUMBER.exec(text)?.[0];
  return blank === undefined ? null : { code: 'EMPTY_NUMBER', params: { mentioned: oneLine(blank) } };
}

function otherDate(text: string, today: string): CheckNotice | null {
  const [, day = '', digits, word, year = ''] = OWN_DATE.exec(text) ?? [];
  const month = digits === undefined ? MONTHS.indexOf((word ?? '').toLowerCase()) + 1 : Number(digits);
  if (month < 1 || month > 12) return null;
  const written = Date.UTC(Number(year), month - 1, Number(day));
  const apart = Math.abs(written - Date.parse(today)) / DAY_MS;
  const mentioned = `${day.padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
  return apart > FAR_DAYS ? { code: 'OTHER_DATE', params: { mentioned } } : null;
}

function otherSigner(text: string, signers: readonly string[]): CheckNotice | null {
  const name = SIGNED_BY.exec(text)?.[1];
  if (name === undefined || signers.length === 0) return null;
  const named = wordsOf(name);
  const isAmongThem = signers.some((signer) => {
    const words = wordsOf(signer);
    return [...words].filter((word) => named.has(word)).length >= Math.min(2, words.size);
  });
  return isAmongThem ? null : { code: 'OTHER_SIGNER', params: { mentioned: oneLine(name) } };
}

/** Without accents and case: a text in capitals names the same person. */
function wordsOf(name: string): Set<string> {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return new Set(plain.split(/[^\p{L}]+/u).filter((word) => word.length > 1));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 80);
}
