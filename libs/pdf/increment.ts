import { createHash } from 'node:crypto';
import type { PdfDocument } from './document';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfReference,
  pdfString,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
} from './objects';
import { damaged, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { serialise, serialiseDictionary } from './serialise';

interface WrittenObject {
  readonly reference: PdfReference;
  /** Absolute offset of its header. */
  readonly offset: number;
}

/**
 * Collects new and changed objects of a document and writes them as one appended revision (ISO 32000-1 §7.5.6), with
 * an index of the style that the document's newest revision has. The document itself is never touched: what
 * {@link finish} returns goes behind its last byte. Holds only what it writes.
 */
export class Increment {
  private readonly chunks: string[] = [];
  private readonly written: WrittenObject[] = [];
  private readonly texts = new Map<number, string>();
  private position: number;
  private nextNumber: number;
  private readonly startXref: number;

  /** @param document opened as the file says, neither rebuilt nor encrypted: anything else is a bug of the caller. */
  constructor(private readonly document: PdfDocument) {
    const [newest] = document.sections;
    if (!newest || document.isEncrypted) throw new Error('this document cannot be appended to');
    this.startXref = newest.offset - document.offsetShift;
    this.position = document.source.size;
    this.nextNumber = document.nextObjectNumber;
    const lastByte = document.source.read(document.source.size - 1, 1)[0];
    if (lastByte !== 10 && lastByte !== 13) this.push('\n');
  }

  /** A number for a new object, so that others can point to it before it is written. @throws PdfRefused */
  reserve(): PdfReference {
    const limit = this.document.bounds.maxObjects;
    if (this.nextNumber > limit) throw new PdfRefused(pdfRefusals.TOO_MANY_OBJECTS({ limit }));
    this.nextNumber += 1;
    return pdfReference(this.nextNumber - 1);
  }

  /**
   * Writes an object under a reserved number, or anew under the number that it has. Twice the same is once.
   *
   * @throws PdfRefused `PDF_DAMAGED` where one object would have to become two: a page that is also the form, say
   */
  write(reference: PdfReference, object: Exclude<PdfObject, { kind: 'stream' }>): void {
    const text = serialise(object);
    const before = this.texts.get(reference.objectNumber);
    if (before === text) return;
    if (before !== undefined) throw damaged('one object plays two parts');
    this.texts.set(reference.objectNumber, text);
    this.writeText(reference, text);
  }

  /** Writes a stream; /Length is added. */
  writeStream(reference: PdfReference, dictionary: PdfDictionary, data: Buffer): void {
    const entries = [...dictionary.entries, ['Length', pdfNumber(data.length)] as const];
    const head = serialiseDictionary(pdfDictionary(entries));
    this.writeText(reference, `${head}\nstream\n${data.toString('latin1')}\nendstream`);
  }

  /** Writes the text of an object as it stands, one character for each byte; returns the text's absolute offset. */
  writeText(reference: PdfReference, text: string): number {
    this.written.push({ reference, offset: this.position });
    this.push(`${reference.objectNumber} ${reference.generation} obj\n`);
    const offset = this.position;
    this.push(`${text}\nendobj\n`);
    return offset;
  }

  /** Index, trailer and end; the bytes to append. Nothing can be written after. @throws PdfRefused */
  finish(): Buffer {
    const identity = this.identity();
    if (this.document.xrefStyle === 'stream') this.pushXrefStream(identity);
    else this.pushXrefTable(identity);
    return Buffer.from(this.chunks.join(''), 'latin1');
  }

  private push(text: string): void {
    this.chunks.push(text);
    this.position += text.length;
  }

  /** ISO 32000-1 §14.4: the first part stays, the second tells this revision from the one before. */
  private identity(): PdfObject {
    const before = this.document.fileId;
    const hash = createHash('sha256').update(`${this.document.source.size} `);
    if (before) hash.update(before[1]);
    for (const chunk of this.chunks) hash.update(chunk, 'latin1');
    const after = hash.digest().subarray(0, 16);
    return pdfArray([pdfString(before?.[0] ?? after, 'hex'), pdfString(after, 'hex')]);
  }

  private trailerEntries(identity: PdfObject): readonly (readonly [string, PdfObject])[] {
    // Only what a trailer of a later revision needs: the rest belongs to the revision that wrote it.
    const kept = ['Root', 'Info'].flatMap((key) => {
      const value = this.document.trailer.entries.get(key);
      return value ? [[key, value] as const] : [];
    });
    return [
      ['Size', pdfNumber(this.nextNumber)],
      ['Prev', pdfNumber(this.startXref)],
      ...kept,
      ['ID', identity],
    ];
  }

  /** Consecutive object numbers, each written once. */
  private runs(): readonly (readonly WrittenObject[])[] {
    const runs: WrittenObject[][] = [];
    let previous = -2;
    const sorted = [...this.written].sort((a, b) => a.reference.objectNumber - b.reference.objectNumber);
    for (const object of sorted) {
      const { objectNumber } = object.reference;
      if (objectNumber === previous) throw new Error('an object is written twice in one revision');
      if (objectNumber === previous + 1) runs.at(-1)?.push(object);
      else runs.push([object]);
      previous = objectNumber;
    }
    return runs;
  }

  private pushXrefTable(identity: PdfObject): void {
    const stated = this.position - this.document.offsetShift;
    const { offsetShift } = this.document;
    this.push('xref\n');
    for (const run of this.runs()) {
      this.push(`${firstNumber(run)} ${run.length}\n`);
      for (const { reference, offset } of run) {
        const digits = String(offset - offsetShift).padStart(10, '0');
        this.push(`${digits} ${String(reference.generation).padStart(5, '0')} n\r\n`);
      }
    }
    this.push(`trailer\n${serialiseDictionary(pdfDictionary(this.trailerEntries(identity)))}\n`);
    this.push(`startxref\n${stated}\n%%EOF\n`);
  }

  private pushXrefStream(identity: PdfObject): void {
    const reference = this.reserve();
    const { offsetShift } = this.document;
    const stated = this.position - offsetShift;
    // The stream lists itself (ISO 32000-1 §7.5.8.3), so it has to be known before its rows are made.
    this.written.push({ reference, offset: this.position });
    const runs = this.runs();
    this.written.pop();
    const width = Math.max(2, Math.ceil(Math.log2(this.position + 1) / 8));
    const rows = runs.flat().map((object) => {
      const row = Buffer.alloc(1 + width + 2);
      row[0] = 1;
      row.writeUIntBE(object.offset - offsetShift, 1, width);
      row.writeUInt16BE(object.reference.generation, 1 + width);
      return row;
    });
    const index = runs.flatMap((run) => [pdfNumber(firstNumber(run)), pdfNumber(run.length)]);
    const dictionary = pdfDictionary([
      ['Type', pdfName('XRef')],
      ...this.trailerEntries(identity),
      ['W', pdfArray([pdfNumber(1), pdfNumber(width), pdfNumber(2)])],
      ['Index', pdfArray(index)],
    ]);
    this.writeStream(reference, dictionary, Buffer.concat(rows));
    this.push(`startxref\n${stated}\n%%EOF\n`);
  }
}

function firstNumber(run: readonly WrittenObject[]): number {
  return run[0]?.reference.objectNumber ?? 0;
}
