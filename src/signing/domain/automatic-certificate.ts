/**
 * The notice that Italian providers put into the policies of certificates for automatic procedures, in either language.
 * It is text of the certificate itself, so that it is looked for in its bytes, as one-byte and as two-byte characters.
 */
const AUTOMATIC_NOTICES = ['procedura automatica', 'procedure automatiche', 'automatic digital signature'];

/** Whether a certificate (DER) says of itself that it is for automatic procedures (CAD art. 35 c. 2). */
export function isForAutomaticProcedures(der: Buffer): boolean {
  const oneByte = der.toString('latin1').toLowerCase();
  const twoByte = oneByte.replaceAll('\0', '');
  return AUTOMATIC_NOTICES.some((notice) => oneByte.includes(notice) || twoByte.includes(notice));
}
