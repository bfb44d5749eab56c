import type { Certificate } from '@libro-firma/asn1';
import { bufferSource } from '@libro-firma/pdf';
import { assembleLists, type TrustedList } from '@libro-firma/trust';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { testCertificate } from '../../../trust/testing/test-certificates';
import { testList, type TestPeriod } from '../../../trust/testing/test-lists';
import { validateFile, type SignatureReport, type ValidationOptions } from '../../index';
import { createTestPki, type TestSignerRequest } from '../../testing/pki/test-pki';
import { stampedCms, type TestStamp } from '../../testing/stamped-cms';

const DAY = 24 * 3_600_000;
const now = new Date('2026-06-01T10:00:00Z');
const days = (count: number): Date => new Date(now.getTime() + count * DAY);

/** Its certificates name no service of revocation: what is tested here is what lists say. */
const pki = createTestPki({ now });
const authority = pki.intermediate.holder.read;
const stamper = pki.timestampAuthority.read;
const journal = testCertificate({ name: 'Gazzetta' });
const national = testCertificate({ name: 'AgID di prova' });

const BOTH = ['ForeSignatures', 'ForeSeals'];
const GRANTED: TestPeriod = { status: 'granted', from: '2016-07-01T00:00:00Z', additional: BOTH };
const STAMPS: TestPeriod = { status: 'granted', from: '2016-07-01T00:00:00Z', type: 'TSA/QTST' };
const withdrawn = (period: TestPeriod, from: Date): readonly TestPeriod[] => [
  { ...period, status: 'withdrawn', from: from.toISOString() },
  period,
];

let engine: XmlEngine;
beforeAll(async () => {
  engine = await xmlEngine();
});

type Services = readonly { readonly certificate: Certificate; readonly periods: readonly TestPeriod[] }[];

/** A list of our own, believed by the list of lists of our own. */
function listed(services: Services, nextUpdate?: string): readonly TrustedList[] {
  const pointers = [{ territory: 'IT', certificates: [national.certificate] }];
  const { lists, refused } = assembleLists(
    {
      listOfLists: testList({ territory: 'EU', pointers }, journal, engine),
      pivots: [],
      lists: [testList({ territory: 'IT', services, ...(nextUpdate && { nextUpdate }) }, national, engine)],
      journalCertificates: [journal.certificate],
      at: now,
    },
    engine,
  );
  expect(refused).toEqual([]);
  return lists.map(({ list }) => list);
}

const issuing = (...periods: readonly TestPeriod[]): Services[number] => ({
  certificate: authority,
  periods,
});
const stamping = (...periods: readonly TestPeriod[]): Services[number] => ({ certificate: stamper, periods });

const QUALIFIED: TestSignerRequest = { claimsQualified: true };
const EARLIER: TestStamp = { by: pki.timestampAuthority, time: days(-30) };

async function judge(
  request: TestSignerRequest,
  options: Partial<ValidationOptions>,
  stamps: readonly TestStamp[] = [],
): Promise<SignatureReport> {
  const content = Buffer.from('Determinazione n. 12\n');
  const file = stampedCms({ content, signer: pki.signer(request), signatureStamps: stamps });
  const { signatures } = await validateFile(bufferSource(file), { anchors: [], at: now, ...options });
  const [signature] = signatures;
  if (!signature) throw new Error('no signature was found');
  return signature;
}

describe('a signature by trusted lists alone', () => {
  it.each<[string, string, TestSignerRequest]>([
    ['QESig', 'QUALIFIED', QUALIFIED],
    ['QESeal', 'QUALIFIED', { ...QUALIFIED, purpose: 'eseal' }],
    ['AdESig-QC', 'NO_QUALIFIED_DEVICE', { ...QUALIFIED, isInDevice: false }],
    ['AdESeal-QC', 'NO_QUALIFIED_DEVICE', { ...QUALIFIED, purpose: 'eseal', isInDevice: false }],
    ['AdES', 'CERTIFICATE_NOT_QUALIFIED', {}],
  ])('is %s: %s', async (level, reason, request) => {
    const signature = await judge(request, { lists: listed([issuing(GRANTED)]) });
    expect(signature).toMatchObject({
      indication: 'TOTAL_PASSED',
      qualification: { level, reason, certificate: level, service: { territory: 'IT' } },
    });
  });

  it('is advanced when its issuer is trusted here and is on no list', async () => {
    const anchors = [pki.root.holder.certificate];
    const signature = await judge(QUALIFIED, { anchors, lists: listed([stamping(STAMPS)]) });
    expect(signature).toMatchObject({
      indication: 'TOTAL_PASSED',
      qualification: { level: 'AdES', reason: 'NOT_ON_A_LIST', service: null },
    });
  });

  it('is not determinable without lists', async () => {
    const signature = await judge(QUALIFIED, { anchors: [pki.root.holder.certificate] });
    expect(signature).toMatchObject({
      indication: 'TOTAL_PASSED',
      qualification: { level: 'NOT_DETERMINABLE', reason: 'NO_LISTS' },
    });
  });

  it('is not determinable, whatever its certificate is, as long as it did not pass', async () => {
    const expired: TestSignerRequest = { ...QUALIFIED, notAfter: days(-1) };
    expect(await judge(expired, { lists: listed([issuing(GRANTED)]) })).toMatchObject({
      indication: 'INDETERMINATE',
      qualification: { level: 'NOT_DETERMINABLE', reason: 'SIGNATURE_NOT_PASSED', certificate: 'QESig' },
    });
  });

  it('rests on no stale list, neither for its chain nor for its level', async () => {
    const lists = listed([issuing(GRANTED)], '2026-05-31T00:00:00Z');
    const anchors = [pki.root.holder.certificate];
    expect(await judge(QUALIFIED, { lists })).toMatchObject({ subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' });
    expect(await judge(QUALIFIED, { lists, anchors })).toMatchObject({
      indication: 'TOTAL_PASSED',
      qualification: { level: 'NOT_DETERMINABLE', reason: 'LIST_STALE' },
    });
  });
});

describe('the history of a service', () => {
  const gone = issuing(...withdrawn(GRANTED, days(-10)));

  it('carries a signature that a listed authority stamped while the service was qualified', async () => {
    const lists = listed([gone, stamping(STAMPS)]);
    expect(await judge(QUALIFIED, { lists }, [EARLIER])).toMatchObject({
      indication: 'TOTAL_PASSED',
      bestSignatureTime: { time: days(-30).toISOString(), proven: true },
      timestamps: [{ trusted: true, qualified: true }],
      qualification: { level: 'QESig' },
    });
  });

  it('carries none without such a timestamp, and says why', async () => {
    const lists = listed([gone, stamping(STAMPS)]);
    expect(await judge(QUALIFIED, { lists })).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      qualification: { level: 'NOT_DETERMINABLE', certificate: 'AdES' },
    });
    const anchors = [pki.root.holder.certificate];
    expect(await judge(QUALIFIED, { lists, anchors })).toMatchObject({
      indication: 'TOTAL_PASSED',
      qualification: { level: 'AdES', reason: 'SERVICE_NOT_GRANTED' },
    });
  });

  it('keeps a timestamp of a service that was withdrawn later, and none from after its end', async () => {
    const lists = listed([gone, stamping(...withdrawn(STAMPS, days(-20)))]);
    expect(await judge(QUALIFIED, { lists }, [EARLIER])).toMatchObject({
      timestamps: [{ trusted: true, qualified: true }],
    });
    const late = { by: pki.timestampAuthority, time: days(-15) };
    expect(await judge(QUALIFIED, { lists }, [late])).toMatchObject({
      indication: 'INDETERMINATE',
      timestamps: [{ trusted: false, qualified: false }],
    });
  });

  it('makes no authority for timestamps of one for certificates, nor the reverse', async () => {
    expect(await judge(QUALIFIED, { lists: listed([issuing(GRANTED)]) }, [EARLIER])).toMatchObject({
      indication: 'TOTAL_PASSED',
      bestSignatureTime: { proven: false },
      timestamps: [{ trusted: false, qualified: false }],
    });
    const asStamper = { ...STAMPS, additional: BOTH };
    expect(await judge(QUALIFIED, { lists: listed([issuing(asStamper)]) })).toMatchObject({
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
    });
  });
});
