import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, signPades } from '@libro-firma/signature';
import { type DailyContent, masked } from '../../src/protocol/domain/daily-register';
import { FINDINGS } from '../../src/protocol/domain/register-start/register-import';
import { dailyPdf } from '../../src/protocol/infrastructure/daily-pdf';
import { dailyXml } from '../../src/protocol/infrastructure/daily-xml';
import { receiptPdf } from '../../src/protocol/infrastructure/receipt-pdf';
import { importReportPdf } from '../../src/protocol/infrastructure/register-start/import-report-pdf';
import { VeraPdfJudge } from './judges/verapdf';
import { isPresent } from './support/program';
import type { Tally } from './support/tally';

const HOSTILE = 'Perché «così» & <altro> ]]> 漢 \u202e עברית \u200b fine';
const AT = new Date('2026-11-25T10:00:00Z');

/** What the protocol writes for people, by veraPDF before and after its seal; what it writes for machines, by xmllint. */
export async function run(tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-protocol-'));
  const day = dayOf(40);
  try {
    for (const [name, content] of [
      ['a day', day],
      ['a day without entries', dayOf(0)],
      ['a masked day', masked(day)],
    ] as const)
      await tally.checkLater(`${name} as XML: xmllint`, () =>
        Promise.resolve(xmlFaults(join(folder, 'day.xml'), dailyXml(content))),
      );
    const judge = await VeraPdfJudge.start();
    if (!judge) {
      tally.absent('veraPDF');
      return;
    }
    try {
      await judgePdfs(tally, judge, folder, day);
    } finally {
      judge.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function judgePdfs(
  tally: Tally,
  judge: VeraPdfJudge,
  folder: string,
  day: DailyContent,
): Promise<void> {
  const pki = createDemoPki({ organisation: 'Comune di Prova', now: new Date() });
  const seal = pki.issueSeal({ name: 'Comune di Prova', taxCode: '00000000000', password: 'prova' });
  const written: readonly (readonly [string, Uint8Array])[] = [
    ['the register of a day', await dailyPdf(day)],
    ['the register of a day without entries', await dailyPdf(dayOf(0))],
    ['a receipt', await receiptPdf(ENTRY, { madeAt: AT, endsOn: '2026-12-31' })],
    ['the report of an import', await importReportPdf(IMPORT)],
  ];
  for (const [name, bytes] of written) {
    const plain = Buffer.from(bytes);
    const { increment } = mustAccept(signPades(bufferSource(plain), seal, seal.key));
    for (const [stage, file] of [
      ['as it was written', plain],
      ['with the seal', Buffer.concat([plain, increment])],
    ] as const) {
      const path = join(folder, 'judged.pdf');
      writeFileSync(path, file);
      await tally.checkLater(`${name} ${stage}: veraPDF 2a`, () => judge.faults('2a', path));
    }
  }
}

function xmlFaults(path: string, xml: string): readonly string[] {
  if (!isPresent('xmllint')) return ['xmllint is not there'];
  writeFileSync(path, xml);
  const { status, stderr } = spawnSync('xmllint', ['--nonet', '--noout', path], { encoding: 'utf8' });
  return status === 0 ? [] : [stderr];
}

function dayOf(count: number): DailyContent {
  return {
    form: 'daily-register/1',
    identifier: 'c_prova-AOO-CEN-20261125-001',
    body: { code: 'c_prova', name: 'Comune di Prova' },
    aoo: { code: 'AOO-CEN', name: 'Area centrale' },
    register: 'PG',
    day: '2026-11-25',
    progressive: 1,
    closedAt: AT.toISOString(),
    operator: 'registrazione automatica',
    clockOffsetMs: 3,
    recordsManager: { name: 'Anna Greco', taxCode: 'GRCNNA80A41G273X' },
    subject: 'Registro giornaliero di protocollo del 2026-11-25',
    firstNumber: count > 0 ? '0000001' : null,
    lastNumber: count > 0 ? String(count).padStart(7, '0') : null,
    count,
    merkleRoot: 'ab'.repeat(32),
    entries: Array.from({ length: count }, (_, place) => ({
      number: String(place + 1).padStart(7, '0'),
      registeredAt: AT.toISOString(),
      direction: 'INCOMING' as const,
      subject: place === 0 ? 'x'.repeat(4_000) : HOSTILE,
      senders: ['Ninfa D’Alù'],
      recipients: [],
      classification: '6.1',
      reserved: place % 7 === 0,
      senderReference: null,
      senderReferenceDate: null,
      receivedOn: '2026-11-24',
      emergency: null,
      files: [
        {
          role: 'MAIN' as const,
          fileName: HOSTILE,
          algorithm: 'SHA-256' as const,
          hash: 'cd'.repeat(32),
          medium: 'DIGITAL' as const,
        },
      ],
      hash: 'ef'.repeat(32),
    })),
    open: [],
    annulments: [],
  };
}

const ENTRY = {
  number: 12,
  year: 2026,
  registeredOn: '2026-11-25',
  registeredAt: AT,
  receivedOn: '2026-11-24',
  registerCode: 'PG',
  subject: HOSTILE,
  names: { bodyName: 'Comune di Prova', aooName: 'Area centrale' },
  sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
  furtherSenders: [],
  files: [{ fileName: 'istanza.pdf', algorithm: 'SHA-256', hash: 'cd'.repeat(32), sheets: null }],
} as unknown as Parameters<typeof receiptPdf>[0];

const IMPORT: Parameters<typeof importReportPdf>[0] = {
  aoo: 'Comune di Prova · Area centrale',
  register: 'PG',
  fileName: HOSTILE,
  fileSha256: 'ab'.repeat(32),
  findingsSha256: 'cd'.repeat(32),
  operator: 'Anna Greco',
  at: AT,
  report: {
    lines: 1_000,
    taken: 998,
    years: [{ year: 2019, first: 1, last: 1_000, entries: 998 }],
    counts: {
      GAP: 2,
      DOUBLE: 1,
      NO_HASH: 100,
      NO_SUBJECT: 0,
      NO_COUNTERPART: 0,
      DATE_OUTSIDE_YEAR: 0,
      NOT_TAKEN: 2,
    },
    first: FINDINGS.map((kind) => ({
      kind,
      year: kind === 'NOT_TAKEN' ? null : 2019,
      from: 3,
      to: 9,
      note: '',
    })),
  },
};
