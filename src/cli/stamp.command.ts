import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ALIGNMENTS, drawMarks, type Mark, MARGINS, type MarkPlace } from '../copies/index';

const DONE = 0;
const MISUSED = 1;
const REFUSED = 3;
const USAGE =
  'usage: stamp --out COPY [--text TEXT] [--qr TEXT] [--barcode TEXT] [--header TEXT] [--footer TEXT]\n' +
  '             [--watermark TEXT] [--pages 1-3,5,-1] [--margin top|bottom|left|right] [--align start|middle|end]\n' +
  '             [--distance POINTS] [--rotate DEGREES] [--size POINTS] FILE\n' +
  '  draws on a copy, which must not be there yet; {page} and {pages} stand for numbers in every text\n';

interface Order {
  readonly file: string;
  readonly out: string;
  readonly pages: string | undefined;
  readonly marks: readonly Mark[];
}

/** `stamp`: marks on a copy of a PDF. What was signed is never written: the copy is another file. */
export async function run(args: readonly string[]): Promise<number> {
  const order = readOrder(args);
  if (typeof order === 'string') {
    process.stderr.write(`${order}\n${USAGE}`);
    return MISUSED;
  }
  const { file, out, pages, marks } = order;
  const made = await drawMarks(readFileSync(file), { marks, ...(pages !== undefined && { pages }) });
  if (!made.ok) {
    process.stderr.write(`${made.refusal.code}: ${made.refusal.text.it}\n`);
    return REFUSED;
  }
  writeFileSync(out, made.value, { flag: 'wx' });
  return DONE;
}

/** What was asked for, or what is wrong with it. */
function readOrder(args: readonly string[]): Order | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(
          ['out', 'text', 'qr', 'barcode', 'header', 'footer', 'watermark', 'pages'].map((name) => [
            name,
            { type: 'string' } as const,
          ]),
        ),
        margin: { type: 'string', default: 'bottom' },
        align: { type: 'string', default: 'middle' },
        distance: { type: 'string', default: '20' },
        rotate: { type: 'string' },
        size: { type: 'string' },
      },
    });
    const [file, ...others] = positionals;
    const text = values as Readonly<Record<string, string | undefined>>;
    if (file === undefined || others.length > 0) return 'one file is stamped at a time';
    if (text.out === undefined) return '--out is missing';
    const marks = marksOf(text, placeOf(text));
    if (marks.length === 0) return 'nothing is to be drawn';
    return { file, out: text.out, pages: text.pages, marks };
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

type Values = Readonly<Record<string, string | undefined>>;

function placeOf({ margin, align, distance, rotate }: Values): MarkPlace {
  return {
    margin: oneOf(MARGINS, '--margin', margin),
    align: oneOf(ALIGNMENTS, '--align', align),
    distance: numberOf('--distance', distance, 0),
    ...(rotate !== undefined && { rotation: numberOf('--rotate', rotate, -360) }),
  };
}

function marksOf(values: Values, place: MarkPlace): readonly Mark[] {
  const size = (usual: number): number => numberOf('--size', values.size ?? String(usual), 1);
  const marks: Mark[] = [];
  const { text, qr, barcode, header, footer, watermark } = values;
  if (text !== undefined) marks.push({ kind: 'text', text, size: size(9), place });
  if (qr !== undefined) marks.push({ kind: 'qr', text: qr, size: size(60), place });
  if (barcode !== undefined)
    marks.push({ kind: 'barcode', text: barcode, width: size(160), height: size(160) / 5, place });
  for (const [said, margin] of [
    [header, 'top'],
    [footer, 'bottom'],
  ] as const) {
    if (said !== undefined)
      marks.push({
        kind: 'text',
        text: said,
        size: size(9),
        place: { ...place, margin, align: 'middle', rotation: 0 },
      });
  }
  if (watermark !== undefined) marks.push({ kind: 'watermark', text: watermark });
  return marks;
}

function oneOf<const Known extends string>(
  known: readonly Known[],
  option: string,
  value: string | undefined,
): Known {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Error(`${option} is one of ${known.join(', ')}`);
  return found;
}

function numberOf(option: string, value: string | undefined, least: number): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number < least || number > 10_000)
    throw new Error(`${option} is no such number`);
  return number;
}
