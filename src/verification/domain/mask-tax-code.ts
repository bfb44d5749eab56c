/** Enough of a tax code to tell two people of one name apart, too little to use it (GDPR art. 5.1.c). */
export function maskTaxCode(taxCode: string): string {
  return `${taxCode.slice(0, 3)}…${taxCode.slice(-4)}`;
}

/** A person's identifier in a certificate's name: type, country, code (EN 319 412-1 §5.1.3), in any case. */
const IDENTIFIER = /\b((?:TIN|PNO|PAS|IDC)[A-Z]{2}-)([A-Z0-9-]+)/gi;
/** The bare Italian code, as older certificates carry it, with the letters of omocodia. */
const ITALIAN_CODE = /\b[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]\b/gi;

/** A distinguished name with every personal identifier in it masked. */
export function maskIdentifiers(name: string): string {
  return name
    .replace(IDENTIFIER, (_, prefix: string, code: string) => prefix + maskTaxCode(code))
    .replace(ITALIAN_CODE, maskTaxCode);
}
