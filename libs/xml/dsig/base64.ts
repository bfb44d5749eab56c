/** Bytes of base64 with white space anywhere; undefined for what holds anything else. */
export function readBase64(text: string): Buffer | undefined {
  const compact = text.replace(/[\s\u00a0]+/g, '');
  if (compact === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64');
}
