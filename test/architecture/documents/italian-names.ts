import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesBelow, ROOT } from './markdown-files';

/** Italian words that a hurried author might use in a name. Those that are in the glossary as code names may be. */
const ITALIAN = new Set(
  `aoo uor uo rgd pec plico plichi segnatura segnature titolario fascicolo fascicoli protocollo registrazione
  registrazioni impronta impronte visto visti contrassegno conservazione versamento annullamento annulla repertorio
  vicario determina delibera oggetto mittente destinatario destinatari firma firme firmatario firmatari ufficio
  uffici ente enti allegato allegati pratica codice fiscale sigillo classifica incarico settore copia restituzione
  percorso riservato pacchetto`.split(/\s+/),
);

const CODE_NAMES = /^Code: (.*?)[.;]/gms;

/** Italian words in names of src that are no code name of the glossary, each with the first file that has it. */
export function strangers(): string[] {
  const known = glossaryNames();
  const found = new Map<string, string>();
  for (const file of filesBelow('src', /\.ts$/))
    for (const word of wordsOfNames(file))
      if (ITALIAN.has(word) && !known.has(word) && !found.has(word)) found.set(word, file);
  return [...found].map(([word, file]) => `${word} in ${file}`);
}

function glossaryNames(): ReadonlySet<string> {
  const glossary = readFileSync(join(ROOT, 'GLOSSARY.md'), 'utf8');
  const names = [...glossary.matchAll(CODE_NAMES)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/`([^`]+)`/g)].flatMap((name) => wordsOf(name[1] ?? '')),
  );
  return new Set(names);
}

/** Words of identifiers alone: texts and comments may say what they like. */
function wordsOfNames(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest);
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) words.push(...wordsOf(node.text));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return words;
}

/** `plicoFileId` → plico, file, id; `AOO_CODE` → aoo, code. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .map((word) => word.toLowerCase())
    .filter(Boolean);
}
