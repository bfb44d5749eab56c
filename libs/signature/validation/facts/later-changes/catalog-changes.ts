import { integerOf, nameOf, pdfDictionary, type PdfDictionary, type PdfObject } from '@libro-firma/pdf';
import type { ChangeKind, ChangeLog } from './change-kinds';
import type { RevisionPair } from './revision-pair';

/** What it means when an entry of the catalogue says something else (ISO 32000-1 table 28). */
const ENTRIES: Readonly<Record<string, ChangeKind>> = {
  Metadata: 'METADATA_CHANGED',
  OCProperties: 'OPTIONAL_CONTENT_CHANGED',
  OpenAction: 'ACTION_CHANGED',
  AA: 'ACTION_CHANGED',
  URI: 'ACTION_CHANGED',
  AF: 'EMBEDDED_FILES_CHANGED',
  Outlines: 'NAVIGATION_CHANGED',
  Dests: 'NAVIGATION_CHANGED',
  PageLabels: 'NAVIGATION_CHANGED',
  PageMode: 'NAVIGATION_CHANGED',
  PageLayout: 'NAVIGATION_CHANGED',
  Threads: 'NAVIGATION_CHANGED',
  ViewerPreferences: 'NAVIGATION_CHANGED',
};

/** ISO 32000-1 table 31. */
const NAMES: Readonly<Record<string, ChangeKind>> = {
  EmbeddedFiles: 'EMBEDDED_FILES_CHANGED',
  JavaScript: 'ACTION_CHANGED',
  Dests: 'NAVIGATION_CHANGED',
};

/** Entries with rules of their own, in other files. */
const ELSEWHERE: ReadonlySet<string> = new Set(['Pages', 'AcroForm', 'StructTreeRoot', 'MarkInfo', 'Perms']);
const NOTHING: ReadonlySet<string> = new Set();

/** Compares both catalogues but for pages, form and logical structure. @throws PdfRefused */
export function compareCatalogs(pair: RevisionPair, log: ChangeLog): void {
  const [was, is] = [pair.before.catalog, pair.after.catalog];
  if (was.hasDuplicateKeys !== is.hasDuplicateKeys) log.add('CATALOG_CHANGED');
  for (const key of pair.changedKeys(was, is, ELSEWHERE)) {
    if (key === 'DSS') compareValidationData(pair, log);
    else if (key === 'Version') compareVersions(was, is, log);
    else if (key === 'Extensions') compareExtensions(pair, log);
    else if (key === 'Names') compareNames(pair, log);
    else if (key === 'Collection')
      log.add('EMBEDDED_FILES_CHANGED', { isVisible: true }); // shown in place of the pages
    else log.add(ENTRIES[key] ?? 'CATALOG_CHANGED');
  }
  comparePermissions(pair, log);
}

/** Validation data may be added and written anew; no reader draws them. Taken away they would take the proof along. */
function compareValidationData({ before, after }: RevisionPair, log: ChangeLog): void {
  const was = before.get(before.catalog, 'DSS');
  const is = after.get(after.catalog, 'DSS');
  const isRemoved = was.kind === 'dictionary' && is.kind !== 'dictionary';
  log.add(isRemoved ? 'VALIDATION_DATA_REMOVED' : 'VALIDATION_DATA_ADDED');
}

function compareVersions(was: PdfDictionary, is: PdfDictionary, log: ChangeLog): void {
  const [old, now] = [was, is].map((catalog) => Number(nameOf(catalog.entries.get('Version')) ?? 0));
  log.add((now ?? 0) >= (old ?? 0) && Number.isFinite(now) ? 'VERSION_CHANGED' : 'CATALOG_CHANGED');
}

/** A revision may use more extensions than the one before, not fewer, nor lower levels of them. */
function compareExtensions({ before, after }: RevisionPair, log: ChangeLog): void {
  const was = levelsOf(before.get(before.catalog, 'Extensions'), (object) => before.resolve(object));
  const is = levelsOf(after.get(after.catalog, 'Extensions'), (object) => after.resolve(object));
  const isKept = [...was].every(([prefix, level]) => (is.get(prefix) ?? -1) >= level);
  log.add(isKept ? 'EXTENSIONS_CHANGED' : 'EXTENSIONS_REMOVED');
}

function levelsOf(
  extensions: PdfObject,
  resolve: (object: PdfObject | undefined) => PdfObject,
): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  if (extensions.kind !== 'dictionary') return levels;
  for (const [prefix, value] of extensions.entries) {
    const extension = resolve(value);
    // ISO 32000-2 §7.12: a prefix may have several extensions, in an array.
    const listed = extension.kind === 'array' ? extension.items.map(resolve) : [extension];
    for (const item of listed) {
      if (item.kind !== 'dictionary') continue;
      const level = integerOf(resolve(item.entries.get('ExtensionLevel'))) ?? 0;
      levels.set(prefix, Math.max(level, levels.get(prefix) ?? 0));
    }
  }
  return levels;
}

function compareNames(pair: RevisionPair, log: ChangeLog): void {
  const was = dictionaryOr(pair.before.get(pair.before.catalog, 'Names'));
  const is = dictionaryOr(pair.after.get(pair.after.catalog, 'Names'));
  for (const key of pair.changedKeys(was, is, NOTHING)) log.add(NAMES[key] ?? 'CATALOG_CHANGED');
}

/** Rights that a certification gave may not be lost or changed; one that is new shows with its signature. */
function comparePermissions(pair: RevisionPair, log: ChangeLog): void {
  const was = dictionaryOr(pair.before.get(pair.before.catalog, 'Perms'));
  const is = dictionaryOr(pair.after.get(pair.after.catalog, 'Perms'));
  for (const key of pair.changedKeys(was, is, NOTHING)) {
    const isNewCertification = key === 'DocMDP' && !was.entries.has(key);
    log.add(isNewCertification ? 'CERTIFICATION_ADDED' : 'PERMISSIONS_CHANGED');
  }
}

/** The dictionary, or an empty one where there is none. */
export function dictionaryOr(object: PdfObject): PdfDictionary {
  return object.kind === 'dictionary' ? object : pdfDictionary([]);
}
