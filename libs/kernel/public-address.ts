import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IANA's special-purpose registries, IPv4 and IPv6: what is not somebody's server on the internet. */
const NOT_PUBLIC = {
  ipv4: [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
    ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
    ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ],
  ipv6: [
    ...['::/127', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16'],
    ...['3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
  ],
} as const;

const special = new BlockList();
for (const family of ['ipv4', 'ipv6'] as const)
  for (const range of NOT_PUBLIC[family]) {
    const [network = '', bits] = range.split('/');
    special.addSubnet(network, Number(bits), family);
  }

/**
 * Whether a literal IP address is one of the public internet; false for what is no address. An IPv4 address inside an
 * IPv6 one is judged as what it is.
 *
 * @standard RFC 6890
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !special.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Somebody else named a host that leads into the inner network. */
export class PrivateAddress extends Error {
  constructor() {
    super('the host has an address that is not public');
    this.name = 'PrivateAddress';
  }
}

/**
 * Resolves a host for a connection to it, and fails with {@link PrivateAddress} when any of its addresses is not
 * public. Judging what the connection then uses leaves no time for the name to change its mind. Node asks no resolver
 * for a literal address: judge it with {@link isPublicAddress} first.
 */
export const lookupPublic: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (fault, addresses) => {
    if (fault) {
      done(fault, '');
      return;
    }
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address))) done(new PrivateAddress(), '');
    else if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};
