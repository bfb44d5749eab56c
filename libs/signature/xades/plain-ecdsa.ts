import { integerOf, readAsn1, readOrNothing, type Certificate } from '@libro-firma/asn1';
import { publicKeyOf } from '@libro-firma/trust';

/**
 * An ECDSA value as XML wants it: both numbers side by side, each as long as the order of the curve; undefined for
 * bytes that are no such value. Devices and `signWith` give the two numbers in DER.
 *
 * @standard RFC 9231 §2.3.6; RFC 3279 §2.2.3
 */
export function plainEcdsa(value: Buffer, certificate: Certificate): Buffer | undefined {
  const bytes = coordinateBytes(certificate);
  return readOrNothing(() => {
    const node = readAsn1(value);
    const numbers = [node.child(0), node.child(1)].map((child) => fixed(integerOf(child), bytes));
    return numbers.includes(undefined)
      ? undefined
      : Buffer.concat(numbers.filter((number) => number !== undefined));
  });
}

function fixed(number: bigint, bytes: number): Buffer | undefined {
  const hex = number.toString(16).padStart(2 * bytes, '0');
  return number < 0n || hex.length > 2 * bytes ? undefined : Buffer.from(hex, 'hex');
}

const ORDER_BYTES: Readonly<Record<string, number>> = { prime256v1: 32, secp384r1: 48, secp521r1: 66 };

function coordinateBytes({ publicKey }: Certificate): number {
  return ORDER_BYTES[publicKeyOf(publicKey)?.asymmetricKeyDetails?.namedCurve ?? ''] ?? 66;
}
