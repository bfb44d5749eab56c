/** The columns of a register that is imported, as their head names them (docs/register-import.md). */
export const REQUIRED_COLUMNS = [
  'numero',
  'anno',
  'data',
  'tipo',
  'oggetto',
  'mittente',
  'destinatario',
] as const;
export const IMPORT_COLUMNS = [
  ...REQUIRED_COLUMNS,
  'ora',
  'classificazione',
  'mezzo',
  'protocollo_mittente',
  'data_protocollo_mittente',
  'data_arrivo',
  'ufficio',
  'impronta',
  'annullata',
  'atto_annullamento',
  'riservata',
  'note',
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

export const SEPARATORS = [';', ',', '\t'] as const;
export const IMPORT_ENCODINGS = ['utf-8', 'windows-1252'] as const;
export type ImportEncoding = (typeof IMPORT_ENCODINGS)[number];

export type HeadFault =
  | { readonly kind: 'MISSING'; readonly columns: readonly string[] }
  | { readonly kind: 'UNKNOWN' | 'TWICE'; readonly columns: readonly string[] };

/** Which place each column has. What has no name of ours is refused: a column that is passed over is lost unnoticed. */
export function readHead(
  head: readonly string[],
): { readonly places: ReadonlyMap<ImportColumn, number> } | { readonly fault: HeadFault } {
  const names = head.map((name) => name.trim().toLowerCase().replaceAll(' ', '_'));
  const missing = REQUIRED_COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) return { fault: { kind: 'MISSING', columns: missing } };
  const unknown = names.filter((name) => !isColumn(name));
  if (unknown.length > 0)
    return { fault: { kind: 'UNKNOWN', columns: unknown.map((name) => name.slice(0, 60)) } };
  const twice = names.filter((name, place) => names.indexOf(name) !== place);
  if (twice.length > 0) return { fault: { kind: 'TWICE', columns: twice } };
  return { places: new Map(names.filter(isColumn).map((name, place) => [name, place])) };
}

function isColumn(name: string): name is ImportColumn {
  return (IMPORT_COLUMNS as readonly string[]).includes(name);
}
