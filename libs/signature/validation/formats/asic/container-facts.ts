import type { Integrity } from '../../report/validation-report';
import type { ManifestEntry } from './asic-manifest';

/** What the container around a signature adds to it. */
export interface ContainerFacts {
  /** The container is built as its type asks. */
  readonly isSound: boolean;
  /** Entries of the manifest that the signature covers; none for one that covers the file itself. */
  readonly entries: readonly ManifestEntry[];
}

/** Integrity of a signature over a manifest: its own, and that of each file in the list. */
export function integrityWith(own: Integrity, { isSound, entries }: ContainerFacts): Integrity {
  const digests = entries.map(({ digest }) => digest);
  if (own === 'BROKEN' || !isSound || digests.includes('DIFFERS')) return 'BROKEN';
  return digests.every((digest) => digest === 'MATCHES') ? own : 'UNKNOWN';
}
