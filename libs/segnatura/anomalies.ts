import type { ReceivedFile, ReceivedSegnatura } from './read/received-segnatura';

/**
 * Codes on the wire, exactly as the WSDLs have them, misspelling included.
 *
 * @standard AgID, Linee guida, allegato 6; protocollo-destinatario.wsdl, protocollo-mittente.wsdl
 */
export const ANOMALIES = {
  NOT_RECEIVABLE: '000_Irricevibile',
  ANNULMENT_NOT_RECEIVABLE: '000_Irricevibilita',
  SEAL: '001_ValidazioneFirma',
  FINGERPRINTS: '002_AnomaliaImpronte',
  NOT_READABLE: '003_DocumentoAllegatiNonLeggibili',
  SIGNATURES: '004_DocumentoAllegatiErroreValidazioneFirma',
  TIMESTAMPS: '005_DocumentoAllegatiErroreVaidazioneMarcaTemporale',
  SEALS: '006_DocumentoAllegatiErroreValidazioneSigillo',
  UNKNOWN_IDENTIFIER: '007_ErroreIdentificatoreNonTrovato',
} as const;
export type AnomalyCode = (typeof ANOMALIES)[keyof typeof ANOMALIES];

export interface Anomaly {
  readonly code: AnomalyCode;
  /** File that it is about; null for the segnatura itself. */
  readonly fileName: string | null;
}

/** A file that came with the segnatura. */
export interface FileBeside {
  readonly fileName: string;
  /** Lower-case hexadecimal by algorithm, `SHA-256` among them. */
  readonly hashes: Readonly<Record<string, string>>;
}

export interface Beside {
  readonly files: readonly FileBeside[];
  /** What a verifier said of the seal; null where it could not be judged now, which is no anomaly. */
  readonly sealHolds: boolean | null;
}

/**
 * What the receiver must check and report: the seal, and the hash of the primary document and of each annex. The circulars
 * asked for no seal, so that the lack of one is an anomaly of the third edition alone. A file that the segnatura names and
 * that did not come is one whose hash cannot be right.
 */
export function anomaliesOf(received: ReceivedSegnatura, { files, sealHolds }: Beside): Anomaly[] {
  const isThird = received.edition === '3.0.0';
  const isBroken = sealHolds === false || (isThird && !received.isSealed);
  const named = [...(received.main ? [received.main] : []), ...received.annexes];
  const wrong = named.filter((file) => (file.fingerprint || isThird) && !isBeside(file, files));
  return [
    ...(isBroken ? [{ code: ANOMALIES.SEAL, fileName: null }] : []),
    ...wrong.map(({ fileName }) => ({ code: ANOMALIES.FINGERPRINTS, fileName })),
  ];
}

/** By its bytes, whatever it is called: names change on their way. */
function isBeside({ fingerprint }: ReceivedFile, files: readonly FileBeside[]): boolean {
  return (
    fingerprint !== null && files.some(({ hashes }) => hashes[fingerprint.algorithm] === fingerprint.hex)
  );
}
