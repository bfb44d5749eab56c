export interface BarcodePlace {
  readonly bodyCode: string;
  readonly aooCode: string;
  readonly registerCode: string;
  readonly year: number;
  readonly number: number;
}

const FORM = /^([\w.-]{1,40})\/([\w.-]{1,40})\/([\w.-]{1,16})\/(\d{4})\/(\d{7,10})$/;

/** What the label of a paper document says to a reader of barcodes: enough to find its entry, and nothing of its content. */
export function barcodeText({ bodyCode, aooCode, registerCode, year, number }: BarcodePlace): string {
  return [bodyCode, aooCode, registerCode, year, String(number).padStart(7, '0')].join('/');
}

/** Null for what is no label of ours. Scanners may add white space and a line end. */
export function placeOfBarcode(text: string): BarcodePlace | null {
  const [, bodyCode, aooCode, registerCode, year, number] = FORM.exec(text.trim()) ?? [];
  if (bodyCode === undefined || aooCode === undefined || registerCode === undefined) return null;
  return { bodyCode, aooCode, registerCode, year: Number(year), number: Number(number) };
}
