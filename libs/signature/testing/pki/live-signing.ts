import { systemClock } from '@libro-firma/kernel';
import { httpTransport } from '../../network/http-transport';
import type { ExtensionOptions } from '../../pades/extend-pades';
import { revocationClient } from '../../revocation/revocation-client';
import { timestampClient, type TimestampSource } from '../../timestamp/timestamp-client';
import type { LivePki } from './live-services';

const transport = httpTransport({ timeoutMilliseconds: 30_000 });

/** A client of the live authority. */
export function liveTimestamps(live: LivePki): TimestampSource {
  return timestampClient({
    authorities: [{ url: live.timestampUrl }],
    transport,
    clock: systemClock,
    anchors: [live.pki.root.holder.read],
  });
}

/** Everything that an extension asks for, from the live services. */
export function liveExtension(live: LivePki): Omit<ExtensionOptions, 'target'> {
  return {
    anchors: [live.pki.root.holder.read],
    timestamps: liveTimestamps(live),
    revocation: revocationClient({ transport, clock: systemClock }),
    transport,
    clock: systemClock,
  };
}
