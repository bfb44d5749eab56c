import { readCertificate } from '@libro-firma/asn1';
import { type AcceptedList, assembleLists, readTrustedList } from '@libro-firma/trust';
import { xmlEngine } from '@libro-firma/xml';
import { answerOrders } from '../../../platform/threads';
import { type PackedList, packList } from './packed-list';

/** Lists to be verified, as they came. */
export interface AssemblyOrder {
  readonly listOfLists: Uint8Array;
  readonly pivots: readonly Uint8Array[];
  readonly lists: readonly Uint8Array[];
  readonly journalCertificates: readonly Uint8Array[];
  readonly knownSequenceNumbers: readonly (readonly [territory: string, sequenceNumber: number])[];
  readonly at: Date;
}

export interface AcceptedInThread {
  readonly list: PackedList;
  readonly sha256: string;
  readonly signerSha256: string;
}

export interface AssemblyAnswer {
  readonly listOfLists: AcceptedInThread | undefined;
  readonly lists: readonly AcceptedInThread[];
  readonly refused: readonly { readonly sha256: string; readonly fault: string }[];
}

/** `assemble` verifies lists; `read` reads one that was verified before, or of which nothing is believed yet. */
export type ListOrder =
  | { readonly kind: 'assemble'; readonly order: AssemblyOrder }
  | { readonly kind: 'read'; readonly bytes: Uint8Array };

export type ListAnswer = AssemblyAnswer | PackedList | null;

async function read(bytes: Uint8Array): Promise<PackedList | null> {
  const opened = (await xmlEngine()).read(Buffer.from(bytes));
  if (!opened.ok) return null;
  try {
    const list = readTrustedList(opened.value.root);
    return list ? packList(list) : null;
  } finally {
    opened.value.dispose();
  }
}

async function assemble(order: AssemblyOrder): Promise<AssemblyAnswer> {
  const found = assembleLists(
    {
      listOfLists: Buffer.from(order.listOfLists),
      pivots: order.pivots.map((bytes) => Buffer.from(bytes)),
      lists: order.lists.map((bytes) => Buffer.from(bytes)),
      journalCertificates: order.journalCertificates.map((bytes) => readCertificate(Buffer.from(bytes))),
      knownSequenceNumbers: new Map(order.knownSequenceNumbers),
      at: order.at,
    },
    await xmlEngine(),
  );
  return {
    listOfLists: found.listOfLists && packed(found.listOfLists),
    lists: found.lists.map(packed),
    refused: found.refused.map(({ sha256, fault }) => ({ sha256, fault })),
  };
}

function packed({ list, sha256, signer }: AcceptedList): AcceptedInThread {
  return { list: packList(list), sha256, signerSha256: signer.sha256 };
}

/** In a thread of its own: a national list has some megabytes, and nobody's request waits for its signature. */
answerOrders((order: ListOrder): Promise<ListAnswer> =>
  order.kind === 'read' ? read(order.bytes) : assemble(order.order),
);
