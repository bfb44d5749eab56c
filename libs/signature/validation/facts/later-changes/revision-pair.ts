import {
  NULL,
  pdfRefusals,
  PdfRefused,
  type PdfArray,
  type PdfDictionary,
  type PdfDocument,
  type PdfObject,
  type PdfReference,
  type PdfStream,
} from '@libro-firma/pdf';

/** Entries that lead back or across to an object that is compared on its own, not to a part of the object at hand. */
const LINKS = new Set([
  'Parent',
  'P',
  'Pg',
  'Obj',
  'Popup',
  'IRT',
  'Dest',
  'D',
  'SE',
  'SD',
  'CO',
  'AN',
  'T',
  'Data',
]);
/** Entries of a stream that say how its data are written, not what they are. */
const ENCODING = new Set(['Length', 'Filter', 'DecodeParms', 'DL']);
const MAX_PAIRS = 400_000;

interface Pair {
  readonly before: PdfObject;
  readonly after: PdfObject;
  readonly isLink: boolean;
}

/**
 * One revision of a file and a later one, compared object by object through all that an object refers to. Two objects
 * are the same when a reader could not tell them apart, however they are written and wherever they stand. What is an
 * anchor, that is an object with rules of its own such as a page or a form field, is not entered through an entry that
 * only points to it.
 *
 * @throws PdfRefused for broken objects, and where more objects had to be compared than the bound allows
 */
export class RevisionPair {
  /** Object numbers that are compared by rules of their own. */
  private readonly anchors = new Set<number>();
  private readonly proven = new Set<string>();
  private compared = 0;

  constructor(
    readonly before: PdfDocument,
    readonly after: PdfDocument,
  ) {}

  /** Declares an object that has rules of its own. */
  anchor(reference: PdfObject | null | undefined): void {
    if (reference?.kind === 'reference') this.anchors.add(reference.objectNumber);
  }

  /** The later revision reads this object from the very bytes from which the earlier one read it. */
  isUntouched(objectNumber: number): boolean {
    const was = this.before.locate(objectNumber);
    const is = this.after.locate(objectNumber);
    if (!was || !is || was.type !== is.type) return false;
    if (was.type === 'offset' && is.type === 'offset') {
      return was.offset === is.offset && was.generation === is.generation;
    }
    return (
      was.type === 'compressed' &&
      is.type === 'compressed' &&
      was.streamNumber === is.streamNumber &&
      was.index === is.index &&
      this.isUntouched(was.streamNumber)
    );
  }

  /** True when both say the same, in themselves and in all that belongs to them. */
  isSame(before: PdfObject | undefined, after: PdfObject | undefined, key = ''): boolean {
    const pending: Pair[] = [{ before: before ?? NULL, after: after ?? NULL, isLink: LINKS.has(key) }];
    // Pairs on the way count as the same; they are remembered only if all of them turn out so.
    const assumed = new Set<string>();
    for (let pair = pending.pop(); pair; pair = pending.pop()) {
      if (!this.isSamePair(pair, pending, assumed)) return false;
    }
    for (const known of assumed) this.proven.add(known);
    return true;
  }

  /** {@link isSame} of one entry of two dictionaries. */
  isSameEntry(before: PdfDictionary, after: PdfDictionary, key: string): boolean {
    return this.isSame(before.entries.get(key), after.entries.get(key), key);
  }

  /** Keys whose values differ, of both dictionaries. A key written twice makes every key differ. */
  changedKeys(before: PdfDictionary, after: PdfDictionary, without: ReadonlySet<string>): readonly string[] {
    const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
    const isAmbiguous = before.hasDuplicateKeys !== after.hasDuplicateKeys;
    return [...keys].filter(
      (key) => !without.has(key) && (isAmbiguous || !this.isSameEntry(before, after, key)),
    );
  }

  private isSamePair(pair: Pair, pending: Pair[], assumed: Set<string>): boolean {
    const { before, after } = pair;
    if (before.kind !== 'reference' && after.kind !== 'reference') {
      return this.isSameValue(pair, before, after, pending);
    }
    if (before.kind === 'reference' && after.kind === 'reference') {
      if (pair.isLink && this.isSameAnchor(before, after)) return true;
      const known = `${numberOf(before)} ${numberOf(after)}`;
      if (this.proven.has(known) || assumed.has(known)) return true;
      assumed.add(known);
      if (isSameReference(before, after) && this.isUntouched(before.objectNumber)) {
        const value = this.before.resolve(before);
        return this.isSameValue(pair, value, value, pending);
      }
    }
    return this.isSameValue(pair, this.before.resolve(before), this.after.resolve(after), pending);
  }

  private isSameAnchor(before: PdfReference, after: PdfReference): boolean {
    return isSameReference(before, after) && this.anchors.has(before.objectNumber);
  }

  private isSameValue(pair: Pair, before: PdfObject, after: PdfObject, pending: Pair[]): boolean {
    this.compared += 1;
    if (this.compared > MAX_PAIRS) {
      throw new PdfRefused(pdfRefusals.TOO_MANY_OBJECTS({ limit: MAX_PAIRS }));
    }
    if (before.kind === 'array') {
      return after.kind === 'array' && this.enterArray(pair.isLink, before, after, pending);
    }
    if (before.kind === 'dictionary') {
      return after.kind === 'dictionary' && enterDictionary(before, after, pending, NOTHING);
    }
    if (before.kind === 'stream') {
      return after.kind === 'stream' && this.isSameStream(before, after, pending);
    }
    return scalarText(before) === scalarText(after);
  }

  private enterArray(isLink: boolean, before: PdfArray, after: PdfArray, pending: Pair[]): boolean {
    if (before.items.length !== after.items.length) return false;
    const pointsToPage = isLink || isDestination(before);
    before.items.forEach((item, index) => {
      pending.push({ before: item, after: after.items[index] ?? NULL, isLink: pointsToPage });
    });
    return true;
  }

  private isSameStream(before: PdfStream, after: PdfStream, pending: Pair[]): boolean {
    // An earlier revision is a prefix of the later one: the same place has the same bytes, if it is read alike.
    const isSamePlace = before.dataStart === after.dataStart;
    const without = isSamePlace ? NOTHING : ENCODING;
    if (!enterDictionary(before.dictionary, after.dictionary, pending, without)) return false;
    return isSamePlace || this.haveSameData(before, after);
  }

  private haveSameData(before: PdfStream, after: PdfStream): boolean {
    const isEncodedAlike = [...ENCODING].every(
      (key) => key === 'Length' || this.isSameEntry(before.dictionary, after.dictionary, key),
    );
    return isEncodedAlike
      ? this.before.encodedData(before).equals(this.after.encodedData(after))
      : this.before.streamData(before).equals(this.after.streamData(after));
  }
}

const NOTHING: ReadonlySet<string> = new Set();

function enterDictionary(
  before: PdfDictionary,
  after: PdfDictionary,
  pending: Pair[],
  without: ReadonlySet<string>,
): boolean {
  if (before !== after && (before.hasDuplicateKeys || after.hasDuplicateKeys)) return false;
  for (const [key, value] of before.entries) {
    if (without.has(key)) continue;
    pending.push({ before: value, after: after.entries.get(key) ?? NULL, isLink: LINKS.has(key) });
  }
  for (const [key, value] of after.entries) {
    if (before.entries.has(key) || without.has(key)) continue;
    pending.push({ before: NULL, after: value, isLink: false });
  }
  return true;
}

/** ISO 32000-1 §12.3.2.2: a page and how to show it. */
function isDestination({ items: [page, fit] }: PdfArray): boolean {
  return page?.kind === 'reference' && fit?.kind === 'name';
}

function isSameReference(one: PdfReference, other: PdfReference): boolean {
  return one.objectNumber === other.objectNumber && one.generation === other.generation;
}

function numberOf({ objectNumber, generation }: PdfReference): string {
  return `${objectNumber} ${generation}`;
}

/** What a simple object says. */
function scalarText(object: PdfObject): string {
  switch (object.kind) {
    case 'boolean':
    case 'number':
    case 'name':
      return `${object.kind} ${String(object.value)}`;
    case 'string':
      return `string ${object.bytes.toString('hex')}`;
    default:
      return object.kind;
  }
}
