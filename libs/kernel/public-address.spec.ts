import { isPublicAddress, lookupPublic, PrivateAddress } from './public-address';

describe('an address', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2a00:1450:4002:403::200e', '172.32.0.1', '100.128.0.1'])(
    'such as %s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ...['127.0.0.1', '127.255.255.254', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '0.0.0.0'],
    ...['169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255', '198.18.0.1'],
    ...['::', '::1', 'fe80::1', 'fd00::1', 'ff02::1', '2002:7f00:1::', '64:ff9b::7f00:1'],
    ...['::ffff:127.0.0.1', '::ffff:a00:1', '::ffff:169.254.169.254'],
    ...['', 'localhost', '127.1', '0x7f000001', '2130706433', '1.2.3.4.5'],
  ])('such as %p is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('looking up a host', () => {
  const lookUp = (host: string, all: boolean) =>
    new Promise((resolve, reject) => {
      lookupPublic(host, { all }, (fault, address) => {
        if (fault) reject(fault);
        else resolve(address);
      });
    });

  it.each([true, false])('that leads to this machine fails (all addresses: %p)', async (all) => {
    await expect(lookUp('localhost', all)).rejects.toThrow(PrivateAddress);
  });

  it('gives a public address as Node’s own look-up does', async () => {
    expect(await lookUp('8.8.8.8', false)).toBe('8.8.8.8');
    expect(await lookUp('8.8.8.8', true)).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });
});
