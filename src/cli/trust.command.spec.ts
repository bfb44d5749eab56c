import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xmlEngine } from '@libro-firma/xml';
import { testCertificate } from '../../libs/trust/testing/test-certificates';
import { testList } from '../../libs/trust/testing/test-lists';
import { run } from './trust.command';
import { trustedListsIn } from './trust-lists';

const folder = mkdtempSync(join(tmpdir(), 'libro-firma-trust-'));
afterAll(() => rmSync(folder, { recursive: true }));

const journal = testCertificate({ name: 'Gazzetta' });
const national = testCertificate({ name: 'AgID di prova' });
const authority = testCertificate({ name: 'CA qualificata di prova', ca: true });
const withdrawn = testCertificate({ name: 'CA revocata di prova', ca: true });
const at = '2026-06-01T00:00:00Z';
const services = [
  { certificate: authority.certificate, periods: [{ status: 'granted', from: '2016-07-01T00:00:00Z' }] },
  { certificate: withdrawn.certificate, periods: [{ status: 'withdrawn', from: '2016-07-01T00:00:00Z' }] },
];

async function importing(...lists: readonly string[]): Promise<{ code: number; said: Said }> {
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const to = join(folder, 'kept');
  const code = await run([
    ...['import', '--json', '--to', to, '--at', at, '--journal', join(folder, 'journal.der')],
    ...['--lotl', join(folder, 'eu.xml'), ...lists.map((name) => join(folder, name))],
  ]);
  write.mockRestore();
  return { code, said: JSON.parse(written.join('')) as Said };
}

interface Said {
  readonly accepted: readonly {
    territory: string;
    sequenceNumber: number;
    isStale: boolean;
    ageInDays: number;
  }[];
  readonly refused: readonly { fault: string }[];
}

describe('trust import', () => {
  it('keeps what is signed by who may sign it, says how old it is, and never goes back', async () => {
    const engine = await xmlEngine();
    const pointers = [{ territory: 'IT', certificates: [national.certificate] }];
    const italian = (sequenceNumber: number, nextUpdate?: string): Buffer =>
      testList(
        { territory: 'IT', sequenceNumber, services, ...(nextUpdate && { nextUpdate }) },
        national,
        engine,
      );
    writeFileSync(join(folder, 'journal.der'), journal.certificate.der);
    writeFileSync(join(folder, 'eu.xml'), testList({ territory: 'EU', pointers }, journal, engine));
    writeFileSync(join(folder, 'it-8.xml'), italian(8));
    writeFileSync(join(folder, 'it-7.xml'), italian(7));
    writeFileSync(join(folder, 'it-9.xml'), italian(9, '2026-05-01T00:00:00Z'));
    writeFileSync(
      join(folder, 'false.xml'),
      testList({ territory: 'IT', sequenceNumber: 20 }, journal, engine),
    );

    const first = await importing('it-8.xml', 'false.xml');
    expect(first.code).toBe(1);
    expect(first.said.refused).toMatchObject([{ fault: 'SIGNER_NOT_NAMED' }]);
    expect(first.said.accepted).toMatchObject([
      { territory: 'EU', isStale: false, ageInDays: 151 },
      { territory: 'IT', sequenceNumber: 8, isStale: false },
    ]);
    expect(readdirSync(join(folder, 'kept')).sort()).toEqual(['EU.xml', 'IT.xml', 'sequence-numbers.json']);

    const said: string[] = [];
    const kept = join(folder, 'kept');
    const lists = await trustedListsIn(kept, new Date(at), (line) => said.push(line));
    expect(lists.map(({ territory, sequenceNumber }) => [territory, sequenceNumber])).toEqual([
      ['EU', 1],
      ['IT', 8],
    ]);
    expect(said).toEqual([]);
    await trustedListsIn(kept, new Date('2027-06-01T00:00:00Z'), (line) => said.push(line));
    expect(said).toHaveLength(2);

    const older = await importing('it-7.xml');
    expect(older.said.refused).toMatchObject([{ fault: 'SEQUENCE_WENT_BACK' }]);
    const stale = await importing('it-9.xml');
    expect(stale).toMatchObject({ code: 0, said: { accepted: [{}, { sequenceNumber: 9, isStale: true }] } });
  });
});
