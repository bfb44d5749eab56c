import { readCertificate } from '@libro-firma/asn1';
import { systemClock } from '@libro-firma/kernel';
import {
  BASELINE_LEVELS,
  httpTransport,
  revocationClient,
  timestampClient,
  type BaselineLevel,
  type ExtensionOptions,
} from '@libro-firma/signature';
import { certificatesIn } from '../trust-folder';

/** Where time-stamps come from and whom to trust, as given on the command line. */
export interface ServiceArguments {
  readonly tsa?: readonly string[] | undefined;
  readonly trust?: string | undefined;
}

/** The services of an extension, from the command line; credentials of an authority may stand in its address. */
export function servicesFor({ tsa = [], trust }: ServiceArguments): Omit<ExtensionOptions, 'target'> {
  const transport = httpTransport();
  const anchors = trust === undefined ? [] : certificatesIn(trust).map((der) => readCertificate(der));
  const authorities = tsa.map((address) => {
    const url = new URL(address);
    const { username, password } = url;
    url.username = '';
    url.password = '';
    const credentials = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
    return { url: url.href, ...(username !== '' && { credentials }) };
  });
  return {
    anchors,
    timestamps: timestampClient({ authorities, transport, clock: systemClock }),
    revocation: revocationClient({ transport, clock: systemClock }),
    transport,
    clock: systemClock,
  };
}

/** A level by its name, or undefined. */
export function levelNamed(name: string | undefined): BaselineLevel | undefined {
  return BASELINE_LEVELS.find((level) => level === name);
}

/** What is wrong with what was given for this level, or undefined. */
export function lackFor(level: BaselineLevel, { tsa = [], trust }: ServiceArguments): string | undefined {
  if (level === 'B-B') return undefined;
  if (tsa.length === 0) return `--level ${level} needs --tsa`;
  return level !== 'B-T' && trust === undefined ? `--level ${level} needs --trust` : undefined;
}
