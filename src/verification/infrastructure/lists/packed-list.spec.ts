import { mustAccept } from '@libro-firma/kernel';
import { readTrustedList } from '@libro-firma/trust';
import { xmlEngine } from '@libro-firma/xml';
import { testCertificate } from '../../../../libs/trust/testing/test-certificates';
import { listXml } from '../../../../libs/trust/testing/test-lists';
import { packList, unpackList } from './packed-list';

describe('a trusted list', () => {
  it('is the same after it has passed between threads, certificates that can be used included', async () => {
    const issuer = testCertificate({ name: 'CA di prova', ca: true });
    const xml = listXml({
      territory: 'IT',
      pointers: [{ territory: 'EU', certificates: [issuer.certificate] }],
      services: [
        {
          certificate: issuer.certificate,
          periods: [
            { status: 'withdrawn', from: '2026-01-01T00:00:00Z' },
            {
              status: 'granted',
              from: '2020-01-01T00:00:00Z',
              qualifiers: { policy: '2.999.1', names: ['QCWithSSCD'] },
            },
          ],
        },
      ],
    });
    const list = readTrustedList(mustAccept((await xmlEngine()).read(Buffer.from(xml))).root);
    if (!list) throw new Error('not a list');
    const unpacked = unpackList(structuredClone(packList(list)));
    expect(unpacked).toEqual(list);
    expect(unpacked.providers[0]?.services[0]?.periods[0]?.certificates[0]?.subject).toEqual(
      issuer.certificate.subject,
    );
  });
});
