export type PackageRole =
  'MAIN' | 'ANNEX' | 'SEGNATURA' | 'COPY' | 'REPORT_JSON' | 'REPORT_XML' | 'JOURNAL' | 'INDEX' | 'PINDEX';

export interface PackagedFile {
  readonly role: PackageRole;
  /** Place in the package, unique whatever the letter case. */
  readonly path: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

export interface PackageManifest {
  readonly v: 'package-index/1';
  readonly files: readonly PackagedFile[];
  readonly verification: { readonly runId: string; readonly conclusion: string };
}

const LONGEST_NAME = 120;
/** Reserved by file systems in which a package may be opened one day. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

export const FIXED_PLACES = {
  SEGNATURA: 'segnatura.xml',
  COPY: 'copia.pdf',
  REPORT_JSON: 'verifica/rapporto.json',
  REPORT_XML: 'verifica/rapporto.xml',
  JOURNAL: 'giornale.jsonl',
  INDEX: 'index.json',
  PINDEX: 'PIndex.xml',
} as const satisfies Partial<Record<PackageRole, string>>;

/** The main document in a folder of its own; annexes numbered in their order, so that equal names do not meet. */
export function placeOf(role: 'MAIN' | 'ANNEX', position: number, fileName: string): string {
  const name = safeName(fileName);
  return role === 'MAIN' ? `atto/${name}` : `allegati/${String(position).padStart(3, '0')}-${name}`;
}

/** A name that every common file system takes. */
function safeName(given: string): string {
  const clean = given
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, '_')
    .replace(/^\.+|[. ]+$/g, '')
    .trim();
  const name = clean === '' ? 'file' : DEVICES.test(clean) ? `_${clean}` : clean;
  if (name.length <= LONGEST_NAME) return name;
  const extension = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return [...name].slice(0, LONGEST_NAME - extension.length).join('') + extension;
}
