import { type Asn1Node } from '../encoding/ber-reader';
import {
  booleanOf,
  integerOf,
  octetsOf,
  oidOf,
  sequenceOf,
  smallIntegerOf,
  timeOf,
} from '../encoding/values';
import { TAG } from '../encoding/tag';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier';
import { readGeneralName, type GeneralName } from '../x509/general-name';

/** What a time-stamping authority states (RFC 3161 §2.4.2). */
export interface TstInfo {
  readonly version: number;
  readonly policy: string;
  readonly digestAlgorithm: string;
  /** Hash of what was stamped. */
  readonly messageImprint: Buffer;
  readonly serialNumber: bigint;
  readonly genTime: Date;
  /** Half-width of the interval in which genTime lies, in milliseconds; undefined when not stated. */
  readonly accuracyMilliseconds?: number;
  readonly ordering: boolean;
  readonly nonce?: bigint;
  /** Name that the authority gives itself; a hint, no proof. */
  readonly authority?: GeneralName;
  /** OIDs of the extensions, and of those that are critical. */
  readonly extensions: readonly string[];
  readonly criticalExtensions: readonly string[];
}

/**
 * What a time-stamp token states: imprint, time with its accuracy, policy, nonce; extensions by their OIDs.
 *
 * @throws Asn1Error
 * @standard RFC 3161 §2.4.2
 */
export function readTstInfo(node: Asn1Node): TstInfo {
  const [, , , , , ...optional] = sequenceOf(node);
  const imprint = node.child(2);
  const accuracy = optional.find((part) => part.isUniversal(TAG.sequence));
  const ordering = optional.find((part) => part.isUniversal(TAG.boolean));
  const nonce = optional.find((part) => part.isUniversal(TAG.integer));
  const authority = optional.find((part) => part.isContext(0));
  const extensions = optional.find((part) => part.isContext(1))?.children() ?? [];
  return {
    version: smallIntegerOf(node.child(0)),
    policy: oidOf(node.child(1)),
    digestAlgorithm: readAlgorithmIdentifier(imprint.child(0)).oid,
    messageImprint: octetsOf(imprint.child(1)),
    serialNumber: integerOf(node.child(3)),
    genTime: timeOf(node.child(4)),
    ...(accuracy && { accuracyMilliseconds: readAccuracy(accuracy) }),
    ordering: ordering ? booleanOf(ordering) : false,
    ...(nonce && { nonce: integerOf(nonce) }),
    ...(authority && { authority: readGeneralName(authority.only()) }),
    extensions: extensions.map((item) => oidOf(item.child(0))),
    criticalExtensions: extensions.flatMap((item) => {
      const flag = item.child(1);
      return flag.isUniversal(TAG.boolean) && booleanOf(flag) ? [oidOf(item.child(0))] : [];
    }),
  };
}

function readAccuracy(node: Asn1Node): number {
  return node.children().reduce((sum, part) => {
    if (part.isUniversal(TAG.integer)) return sum + smallIntegerOf(part) * 1000;
    const value = part.content.length <= 2 ? Number(`0x${part.content.toString('hex') || '0'}`) : 0;
    return sum + (part.isContext(0) ? value : part.isContext(1) ? value / 1000 : 0);
  }, 0);
}
