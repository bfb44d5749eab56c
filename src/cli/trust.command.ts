import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCertificates } from '@libro-firma/asn1';
import { assembleLists, type AcceptedList, type AssembledLists } from '@libro-firma/trust';
import { xmlEngine } from '@libro-firma/xml';

const DONE = 0;
const REFUSED = 1;
const DAY = 24 * 3_600_000;
const USAGE =
  'usage: trust import --to DIR --journal CERT… --lotl FILE [--pivot FILE]… [--at INSTANT] [--json] [LIST…]\n' +
  '  --journal  certificates that the Official Journal of the EU names for the list of lists\n' +
  '  --lotl     the list of lists; --pivot its earlier issues in which who signs it changed\n' +
  '  LIST…      national lists\n';

interface Request {
  readonly folder: string;
  readonly lotl: string;
  readonly journal: readonly string[];
  readonly pivots: readonly string[];
  readonly lists: readonly string[];
  readonly at: Date;
  readonly json: boolean;
}

/**
 * `trust import`: takes trusted lists out of files, for networks that reach no list. Only lists that are signed by who
 * may sign them go into the folder; a list older than the one that is there is refused. Exit 1 when any was refused.
 *
 * @standard ETSI TS 119 615 §4.1 to §4.3
 */
export async function run(args: readonly string[]): Promise<number> {
  const request = readRequest(args);
  if (typeof request === 'string') {
    process.stderr.write(`${request}\n${USAGE}`);
    return REFUSED;
  }
  const found = assembleLists(
    {
      listOfLists: readFileSync(request.lotl),
      pivots: request.pivots.map((file) => readFileSync(file)),
      lists: request.lists.map((file) => readFileSync(file)),
      journalCertificates: request.journal.flatMap((file) => readCertificates(readFileSync(file))),
      knownSequenceNumbers: knownIn(request.folder),
      at: request.at,
    },
    await xmlEngine(),
  );
  keep(request, found);
  process.stdout.write(
    request.json ? `${JSON.stringify(summary(found, request.at))}\n` : inWords(found, request.at),
  );
  return found.refused.length === 0 ? DONE : REFUSED;
}

function readRequest(args: readonly string[]): Request | string {
  const [action, ...rest] = args;
  if (action !== 'import') return 'there is only: trust import';
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        lotl: { type: 'string' },
        journal: { type: 'string', multiple: true },
        pivot: { type: 'string', multiple: true },
        at: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const { to: folder, lotl, journal = [], pivot: pivots = [], json } = values;
    if (folder === undefined || lotl === undefined || journal.length === 0) {
      return '--to, --lotl and --journal are needed';
    }
    const at = values.at === undefined ? new Date() : new Date(values.at);
    if (Number.isNaN(at.getTime())) return `--at is no instant: ${values.at ?? ''}`;
    return { folder, lotl, journal, pivots, lists: positionals, at, json };
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

const KNOWN = 'sequence-numbers.json';

/** Highest sequence numbers that this folder has seen; what lies below is an old list. */
function knownIn(folder: string): ReadonlyMap<string, number> {
  const file = join(folder, KNOWN);
  if (!existsSync(file)) return new Map();
  const read = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, number>>;
  return new Map(Object.entries(read));
}

function keep({ folder, lotl, lists }: Request, found: AssembledLists): void {
  const all = acceptedIn(found);
  if (all.length === 0) return;
  mkdirSync(folder, { recursive: true });
  const known = new Map(knownIn(folder));
  const bytes = new Map([lotl, ...lists].map((file) => readFileSync(file)).map((one) => [sha256(one), one]));
  for (const { list, sha256: digest } of all) {
    const content = bytes.get(digest);
    if (content) writeFileSync(join(folder, `${fileName(list.territory)}.xml`), content);
    known.set(list.territory, list.sequenceNumber);
  }
  writeFileSync(join(folder, KNOWN), `${JSON.stringify(Object.fromEntries(known), undefined, 2)}\n`);
}

/** Territories come out of a file: only letters become a name. */
const fileName = (territory: string): string => territory.replace(/[^A-Za-z]/g, '').slice(0, 8) || 'list';

function acceptedIn({ listOfLists, lists }: AssembledLists): readonly AcceptedList[] {
  return [...(listOfLists ? [listOfLists] : []), ...lists];
}

function summary(found: AssembledLists, at: Date): object {
  return {
    accepted: acceptedIn(found).map(({ list, sha256: digest, isStale }) => ({
      territory: list.territory,
      version: list.version,
      sequenceNumber: list.sequenceNumber,
      issued: list.issued?.toISOString() ?? null,
      nextUpdate: list.nextUpdate?.toISOString() ?? null,
      ageInDays: ageOf(list.issued, at),
      isStale,
      sha256: digest,
    })),
    refused: found.refused,
  };
}

function ageOf(issued: Date | undefined, at: Date): number | null {
  return issued ? Math.floor((at.getTime() - issued.getTime()) / DAY) : null;
}

function inWords(found: AssembledLists, at: Date): string {
  const accepted = acceptedIn(found).map(({ list, isStale }) => {
    const age = ageOf(list.issued, at);
    return `${list.territory}: number ${list.sequenceNumber}, ${age ?? '?'} days old${isStale ? ', STALE' : ''}\n`;
  });
  const refused = found.refused.map(({ territory, sha256: digest, fault }) => {
    return `${territory || '?'}: refused, ${fault} (${digest.slice(0, 16)}…)\n`;
  });
  return [...accepted, ...refused].join('');
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
