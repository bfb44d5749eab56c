import { createHash } from 'node:crypto';
import type { Certificate } from '@libro-firma/asn1';
import type { XmlEngine } from '@libro-firma/xml';
import { verifyListSignature } from './list-signature';
import { isTrustedList, readTrustedList } from './read-trusted-list';
import { structureFaults } from './structure-faults';
import { isStale, type TrustedList } from './trusted-list';

/** Lists as they were fetched or handed over; nothing of them is believed yet. */
export interface ListsToAssemble {
  readonly listOfLists: Buffer;
  /** Earlier lists of lists in which the certificates for signing it changed, in any order. */
  readonly pivots: readonly Buffer[];
  readonly lists: readonly Buffer[];
  /** Certificates that the Official Journal of the EU names for the list of lists, as configured here. */
  readonly journalCertificates: readonly Certificate[];
  /** Highest sequence number that was accepted before, for each territory. */
  readonly knownSequenceNumbers?: ReadonlyMap<string, number>;
  readonly at: Date;
}

/** A list that is signed by who may sign it. */
export interface AcceptedList {
  readonly list: TrustedList;
  readonly sha256: string;
  readonly signer: Certificate;
  /** Past its next update: what it says may have changed, and nothing may rest on it unseen. */
  readonly isStale: boolean;
}

/** Why a list was not accepted. */
export type ListFault =
  | 'NOT_READABLE'
  | 'NOT_CONFORMANT'
  | 'NOT_SIGNED'
  | 'SIGNATURE_BROKEN'
  | 'SIGNER_NOT_NAMED'
  | 'NO_POINTER'
  | 'SEQUENCE_WENT_BACK'
  | 'LIST_OF_LISTS_REFUSED';

export interface AssembledLists {
  readonly listOfLists: AcceptedList | undefined;
  readonly lists: readonly AcceptedList[];
  readonly refused: readonly {
    readonly territory: string;
    readonly sha256: string;
    readonly fault: ListFault;
  }[];
}

const LIST_OF_LISTS_TERRITORY = 'EU';

interface ReadList {
  readonly sha256: string;
  readonly list: TrustedList | undefined;
  readonly signer: Certificate | undefined;
  readonly fault: ListFault | undefined;
}

/**
 * Builds the chain of trust among lists. The list of lists is believed when a certificate of the Official Journal signed
 * it, or one that a chain of pivots hands on; a national list, when a certificate that the list of lists' pointer to its
 * territory names signed it. A correctly signed list of an unknown signer is refused, and so is one whose sequence number
 * is lower than one that was accepted before: an old list would bring back who was withdrawn. What a list says and who
 * signed it is remembered by its digest; whether that is believed is judged anew each time.
 *
 * @standard ETSI TS 119 615 §4.1 to §4.3; ETSI TS 119 612 §5.3.13
 */
export function assembleLists(input: ListsToAssemble, engine: XmlEngine): AssembledLists {
  const refused: { territory: string; sha256: string; fault: ListFault }[] = [];
  const refuse = ({ list, sha256 }: ReadList, fault: ListFault): void => {
    refused.push({ territory: list?.territory ?? '', sha256, fault });
  };
  const top = read(input.listOfLists, engine);
  const topFault = judgeTop(top, input, engine);
  if (topFault) refuse(top, topFault);
  const listOfLists = topFault ? undefined : accepted(top, input.at);
  const lists = input.lists.flatMap((bytes) => {
    const one = read(bytes, engine);
    const fault = listOfLists ? judgeNational(one, listOfLists.list, input) : 'LIST_OF_LISTS_REFUSED';
    if (fault) refuse(one, fault);
    return (fault ? undefined : accepted(one, input.at)) ?? [];
  });
  return { listOfLists, lists, refused };
}

/** What the bytes of a list say and by whom they are signed never changes: the whole of Europe is some thirty lists. */
const MAX_REMEMBERED = 64;
const remembered = new Map<string, ReadList>();

function read(bytes: Buffer, engine: XmlEngine): ReadList {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const known = remembered.get(sha256);
  if (known) return known;
  const list = readAnew(bytes, sha256, engine);
  const [oldest] = remembered.keys();
  if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(sha256, list);
  return list;
}

function readAnew(bytes: Buffer, sha256: string, engine: XmlEngine): ReadList {
  const nothing = { sha256, list: undefined, signer: undefined };
  const opened = engine.read(bytes);
  if (!opened.ok) return { ...nothing, fault: 'NOT_READABLE' };
  const document = opened.value;
  try {
    const list = isTrustedList(document.root) ? readTrustedList(document.root) : undefined;
    if (!list) return { ...nothing, fault: 'NOT_READABLE' };
    if (structureFaults(document.root).length > 0) return { ...nothing, list, fault: 'NOT_CONFORMANT' };
    const { state, signer } = verifyListSignature(document, engine);
    const fault = state === 'VALID' ? undefined : state === 'NONE' ? 'NOT_SIGNED' : 'SIGNATURE_BROKEN';
    return { sha256, list, signer, fault };
  } finally {
    document.dispose();
  }
}

function accepted({ list, sha256, signer }: ReadList, at: Date): AcceptedList | undefined {
  return list && signer && { list, sha256, signer, isStale: isStale(list, at) };
}

function judgeTop(top: ReadList, input: ListsToAssemble, engine: XmlEngine): ListFault | undefined {
  if (top.fault) return top.fault;
  if (!top.list || top.list.territory !== LIST_OF_LISTS_TERRITORY) return 'NOT_READABLE';
  const { allowed, sequenceNumber } = followPivots(input, engine);
  if (!isNamed(top.signer, allowed)) return 'SIGNER_NOT_NAMED';
  return top.list.sequenceNumber < sequenceNumber ? 'SEQUENCE_WENT_BACK' : wentBack(top.list, input);
}

/** Each pivot must be signed by who was allowed before it, and names who is allowed after it (TS 119 615 §4.1.4). */
function followPivots(
  { pivots, journalCertificates }: ListsToAssemble,
  engine: XmlEngine,
): { readonly allowed: readonly Certificate[]; readonly sequenceNumber: number } {
  let allowed = journalCertificates;
  let sequenceNumber = 0;
  const readable = pivots
    .map((bytes) => read(bytes, engine))
    .flatMap(({ fault, list, signer }) => {
      return !fault && list?.territory === LIST_OF_LISTS_TERRITORY ? [{ list, signer }] : [];
    });
  for (const { list, signer } of readable.sort((a, b) => a.list.sequenceNumber - b.list.sequenceNumber)) {
    const named = certificatesFor(list, LIST_OF_LISTS_TERRITORY);
    if (!isNamed(signer, allowed) || named.length === 0) continue;
    allowed = named;
    ({ sequenceNumber } = list);
  }
  return { allowed, sequenceNumber };
}

function judgeNational(one: ReadList, top: TrustedList, input: ListsToAssemble): ListFault | undefined {
  if (one.fault) return one.fault;
  if (!one.list || one.list.territory === LIST_OF_LISTS_TERRITORY) return 'NOT_READABLE';
  const named = certificatesFor(top, one.list.territory);
  if (named.length === 0) return 'NO_POINTER';
  return isNamed(one.signer, named) ? wentBack(one.list, input) : 'SIGNER_NOT_NAMED';
}

function wentBack(
  { territory, sequenceNumber }: TrustedList,
  { knownSequenceNumbers }: ListsToAssemble,
): ListFault | undefined {
  const known = knownSequenceNumbers?.get(territory) ?? 0;
  return sequenceNumber < known ? 'SEQUENCE_WENT_BACK' : undefined;
}

function certificatesFor({ pointers }: TrustedList, territory: string): readonly Certificate[] {
  return pointers
    .filter((pointer) => pointer.territory === territory)
    .flatMap(({ certificates }) => certificates);
}

function isNamed(signer: Certificate | undefined, named: readonly Certificate[]): boolean {
  return signer !== undefined && named.some(({ sha256 }) => sha256 === signer.sha256);
}
