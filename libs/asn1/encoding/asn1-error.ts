import { accept, defineRefusals, refuse, type Result } from '@libro-firma/kernel';

/** Why bytes could not be read as ASN.1. */
export type Asn1Fault = 'TRUNCATED' | 'LENGTH' | 'DEPTH' | 'COUNT' | 'SIZE' | 'TYPE' | 'VALUE' | 'TRAILING';

/**
 * The one error that every reader of this library throws for bytes that are not what they should be. It never
 * means a bug: {@link readOrRefuse} turns it into a refusal.
 */
export class Asn1Error extends Error {
  constructor(
    readonly fault: Asn1Fault,
    message: string,
    /** Offset in the buffer that was read, in bytes. */
    readonly offset: number,
  ) {
    super(`${message} (at byte ${offset})`);
    this.name = 'Asn1Error';
  }
}

export const asn1Refusals = defineRefusals('asn1', {
  NOT_READABLE: {
    kind: 'invalid',
    text: {
      it: 'Il dato non è una struttura ASN.1 leggibile: {reason}',
      en: 'The data is not a readable ASN.1 structure: {reason}',
    },
    remedy: {
      it: 'Verificare che il file sia completo e non sia stato alterato nel trasferimento',
      en: 'Check that the file is complete and was not altered in transfer',
    },
  },
  TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'La struttura ASN.1 supera i limiti ammessi: {reason}',
      en: 'The ASN.1 structure exceeds the stated bounds: {reason}',
    },
  },
});

const BOUND_FAULTS: readonly Asn1Fault[] = ['DEPTH', 'COUNT', 'SIZE'];

/**
 * Runs a reader and returns what it read, or the refusal that says why it could not: `ASN1_NOT_READABLE`, or
 * `ASN1_TOO_LARGE` when a bound was passed. Anything but an {@link Asn1Error} is a fault and is thrown on.
 */
export function readOrRefuse<T>(read: () => T): Result<T> {
  try {
    return accept(read());
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    const details = { reason: error.message, fault: error.fault, offset: error.offset };
    return refuse(
      BOUND_FAULTS.includes(error.fault)
        ? asn1Refusals.TOO_LARGE(details)
        : asn1Refusals.NOT_READABLE(details),
    );
  }
}

/** The value that `read` returns, or undefined for bytes that it cannot read. */
export function readOrNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Error) return undefined;
    throw error;
  }
}
