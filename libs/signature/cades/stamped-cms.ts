import type { SignedData } from '@libro-firma/asn1';
import { findSignerCertificate } from '../cms/find-certificate';
import type { SignedContent } from '../cms/signed-content';
import { judgedAt, type MaterialSubject } from '../long-term/validation-material';
import type { AttachedTimestamp } from '../timestamp/attached-timestamps';
import { cadesTimestamps } from '../timestamp/cades-timestamps';
import type { TimestampFacts } from '../timestamp/examine-timestamp';

/** A SignedData with what it signed and the timestamps that hold. */
export interface StampedCms {
  readonly data: SignedData;
  readonly content: SignedContent;
  /** Intact timestamps of each signer, in their order. */
  readonly stamps: readonly (readonly IntactStamp[])[];
}

export interface IntactStamp {
  readonly kind: AttachedTimestamp['kind'];
  readonly facts: TimestampFacts;
}

/** Finds the intact timestamps of each signer. */
export function stampedCms(data: SignedData, content: SignedContent): StampedCms {
  const stamps = data.signers.map((signer) =>
    cadesTimestamps({ data, signer, content, certificates: data.certificates }).flatMap(({ kind, facts }) =>
      facts?.integrity === 'INTACT' ? [{ kind, facts }] : [],
    ),
  );
  return { data, content, stamps };
}

/** By when the value is proven to exist: a timestamp over the content alone says nothing of it. */
export function provenTimes(stamps: readonly IntactStamp[]): readonly Date[] {
  return stamps.filter(({ kind }) => kind !== 'CONTENT_TIMESTAMP').map(({ facts }) => facts.info.genTime);
}

/** Signers and authorities of their timestamps, each with the instants for which it has to be proven. */
export function subjectsOf({ data, stamps }: StampedCms, now: Date): readonly MaterialSubject[] {
  return data.signers.flatMap((signer, index) => {
    const certificate = findSignerCertificate(signer, data.certificates);
    const own = stamps[index] ?? [];
    const time = new Date(Math.min(now.getTime(), ...provenTimes(own).map((one) => one.getTime())));
    const role = 'SIGNER' as const;
    return [
      ...(certificate ? [{ role, certificate, time, judgedAt: time }] : []),
      ...own.flatMap((stamp) => authorityOf(stamp, own, now) ?? []),
    ];
  });
}

function authorityOf(
  stamp: IntactStamp,
  all: readonly IntactStamp[],
  now: Date,
): MaterialSubject | undefined {
  const { certificate } = stamp.facts.signer;
  const { genTime: time } = stamp.facts.info;
  if (!certificate) return undefined;
  // Archive timestamps behind this one cover what stood there before.
  const behind = all.slice(all.indexOf(stamp) + 1).filter(({ kind }) => kind === 'ARCHIVE_TIMESTAMP');
  const covering = behind.map(({ facts }) => facts.info.genTime);
  return { role: 'TIMESTAMP_AUTHORITY', certificate, time, judgedAt: judgedAt(time, covering, now) };
}
