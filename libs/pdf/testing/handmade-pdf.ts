import { deflateSync } from 'node:zlib';

/** Writes PDFs token by token, with whatever a test wants to be wrong in them. For tests only. */
export class HandmadePdf {
  private text: string;
  private readonly offsets = new Map<number, { readonly offset: number; readonly generation: number }>();
  private readonly compressed = new Map<number, readonly [stream: number, index: number]>();
  private section = new Set<number>();
  /** Offset of the newest index, relative to `base`. */
  startXref = 0;

  /** @param base bytes before the header that offsets do not count. */
  constructor(
    head = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n',
    private readonly base = 0,
  ) {
    this.text = head;
  }

  /** Continues a finished file with a further revision. */
  static after(bytes: Buffer, startXref: number): HandmadePdf {
    const pdf = new HandmadePdf(bytes.toString('latin1'));
    pdf.startXref = startXref;
    return pdf;
  }

  get position(): number {
    return this.text.length - this.base;
  }

  object(objectNumber: number, body: string, generation = 0): this {
    this.offsets.set(objectNumber, { offset: this.position, generation });
    this.section.add(objectNumber);
    return this.raw(`${objectNumber} ${generation} obj\n${body}\nendobj\n`);
  }

  /** @param length what /Length says, where that is to be wrong. */
  stream(objectNumber: number, entries: string, data: Buffer, length = String(data.length)): this {
    const body = `<<${entries}/Length ${length}>>\nstream\n${data.toString('latin1')}\nendstream`;
    return this.object(objectNumber, body);
  }

  /** Objects inside an object stream, deflated. */
  objectStream(objectNumber: number, objects: Readonly<Record<number, string>>, length?: string): this {
    const bodies = Object.entries(objects);
    let header = '';
    let data = '';
    for (const [index, [number, body]] of bodies.entries()) {
      header += `${number} ${data.length} `;
      data += `${body} `;
      this.compressed.set(Number(number), [objectNumber, index]);
      this.section.add(Number(number));
    }
    const bytes = deflateSync(Buffer.from(header + data, 'latin1'));
    const dictionary = `/Type/ObjStm/N ${bodies.length}/First ${header.length}/Filter/FlateDecode`;
    return this.stream(objectNumber, dictionary, bytes, length);
  }

  raw(text: string): this {
    this.text += text;
    return this;
  }

  /** A classic table over what was written since the last index, one subsection for each object. */
  table(trailer: string, eol = ' \n', firstStart = 0): this {
    this.startXref = this.position;
    const numbers = [...this.section].filter((number) => this.offsets.has(number)).sort((a, b) => a - b);
    const entries = numbers.map((number) => {
      const { offset, generation } = this.offsets.get(number) ?? { offset: 0, generation: 0 };
      return [number, `${digits(offset, 10)} ${digits(generation, 5)} n${eol}`] as const;
    });
    const isWhole = numbers.every((number, index) => number === index + 1);
    this.raw('xref\n');
    if (isWhole) this.raw(`${firstStart} ${numbers.length + 1}\n0000000000 65535 f${eol}`);
    for (const [number, entry] of entries) this.raw(isWhole ? entry : `${number} 1\n${entry}`);
    this.section = new Set();
    return this.raw(`trailer\n<<${trailer}>>\n`);
  }

  /** A cross-reference stream with number `objectNumber`; `predictor` 12 is what the common writers use. */
  xrefStream(objectNumber: number, trailer: string, predictor: 1 | 2 | 10 | 11 | 12 | 13 | 14 = 12): this {
    this.startXref = this.position;
    this.offsets.set(objectNumber, { offset: this.position, generation: 0 });
    this.section.add(objectNumber);
    const numbers = [...this.section].sort((a, b) => a - b);
    const rows = numbers.map((number) => this.row(number));
    const width = 7;
    const data = predictor === 1 ? Buffer.concat(rows) : predicted(rows, predictor, width);
    const index = numbers.map((number) => `${number} 1`).join(' ');
    const parameters = predictor === 1 ? '' : `/DecodeParms<</Predictor ${predictor}/Columns ${width}>>`;
    const dictionary = `/Type/XRef/W[1 4 2]/Index[${index}]/Filter/FlateDecode${parameters}${trailer}`;
    this.section = new Set();
    return this.stream(objectNumber, dictionary, deflateSync(data));
  }

  end(startXref = this.startXref): this {
    return this.raw(`startxref\n${startXref}\n%%EOF\n`);
  }

  get bytes(): Buffer {
    return Buffer.from(this.text, 'latin1');
  }

  private row(number: number): Buffer {
    const row = Buffer.alloc(7);
    const inside = this.compressed.get(number);
    const entry = this.offsets.get(number);
    row[0] = inside ? 2 : 1;
    row.writeUInt32BE(inside ? inside[0] : (entry?.offset ?? 0), 1);
    row.writeUInt16BE(inside ? inside[1] : (entry?.generation ?? 0), 5);
    return row;
  }
}

/** Bodies of a small document with two pages, by object number; the catalogue is 1, the first page 3. */
export const SMALL_DOCUMENT: Readonly<Record<number, string>> = {
  1: '<</Type/Catalog/Pages 2 0 R>>',
  2: '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>',
  3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.2760 841.89]/Resources<<>>/Contents 5 0 R>>',
  4: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>',
};

const CONTENT = Buffer.from('0 0 m 10 10 l S');
const TRAILER = '/Size 6/Root 1 0 R/ID[<00112233445566778899aabbccddeeff><00>]';

/** The small document with some bodies changed or added, and a classic table. */
export function tablePdf(changes: Readonly<Record<number, string>> = {}, trailer = TRAILER): Buffer {
  const pdf = new HandmadePdf();
  for (const [number, body] of Object.entries({ ...SMALL_DOCUMENT, ...changes })) {
    if (Number(number) < 5) pdf.object(Number(number), body);
  }
  pdf.stream(5, '', CONTENT);
  for (const [number, body] of Object.entries(changes))
    if (Number(number) > 5) pdf.object(Number(number), body);
  return pdf.table(trailer).end().bytes;
}

/** The small document in an object stream, with a cross-reference stream. */
export function streamPdf(
  changes: Readonly<Record<number, string>> = {},
  predictor: 1 | 2 | 10 | 11 | 12 | 13 | 14 = 12,
): Buffer {
  return new HandmadePdf()
    .stream(5, '', CONTENT)
    .objectStream(90, { ...SMALL_DOCUMENT, ...changes })
    .xrefStream(91, '/Size 92/Root 1 0 R', predictor)
    .end().bytes;
}

/** A hybrid file (ISO 32000-1 §7.5.8.4): pages in the table, the catalogue only in the stream behind /XRefStm. */
export function hybridPdf(): Buffer {
  const pdf = new HandmadePdf().object(2, SMALL_DOCUMENT[2] ?? '').object(3, SMALL_DOCUMENT[3] ?? '');
  pdf.object(4, SMALL_DOCUMENT[4] ?? '').stream(5, '', CONTENT);
  const inTable = pdf.position;
  const other = new HandmadePdf(pdf.bytes.toString('latin1'))
    .objectStream(6, { 1: SMALL_DOCUMENT[1] ?? '' })
    .xrefStream(7, '/Size 8');
  const stream = other.bytes.toString('latin1').slice(inTable);
  const hidden = other.startXref;
  return pdf.raw(stream).table(`/Size 8/Root 1 0 R/XRefStm ${hidden}`).end().bytes;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function predicted(rows: readonly Buffer[], predictor: number, width: number): Buffer {
  let above: Buffer = Buffer.alloc(width);
  const encoded = rows.map((row) => {
    const out = Buffer.alloc(width + Number(predictor >= 10));
    const from = predictor >= 10 ? 1 : 0;
    if (predictor >= 10) out[0] = predictor - 10;
    for (let index = 0; index < width; index += 1) {
      const left = row[index - 1] ?? 0;
      const upLeft = index === 0 ? 0 : (above[index - 1] ?? 0);
      const guess = guessed(predictor, left, above[index] ?? 0, upLeft);
      out[from + index] = ((row[index] ?? 0) - guess) & 0xff;
    }
    above = row;
    return out;
  });
  return Buffer.concat(encoded);
}

function guessed(predictor: number, left: number, up: number, upLeft: number): number {
  if (predictor === 2 || predictor === 11) return left;
  if (predictor === 12) return up;
  if (predictor === 13) return Math.floor((left + up) / 2);
  if (predictor !== 14) return 0;
  const estimate = left + up - upLeft;
  const order = [left, up, upLeft].map((value, rank) => [Math.abs(estimate - value), rank, value] as const);
  order.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return order[0]?.[2] ?? 0;
}
