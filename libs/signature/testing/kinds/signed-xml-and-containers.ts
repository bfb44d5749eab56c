import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { mustAccept } from '@libro-firma/kernel';
import type { XmlEngine } from '@libro-firma/xml';
import { signAsicCades, signAsicSimple, signAsicXades } from '../../asic/sign-asic';
import { signWith } from '../../keys/sign-with';
import { completeXadesWithTimestamp, prepareXades, signXades } from '../../xades/sign-xades';
import type { SignedFile } from '../../xades/xades-target';
import { liveTimestamps } from '../pki/live-signing';
import type { LivePki } from '../pki/live-services';
import type { SignedKind } from './signed-kind';
import { signedXmlView } from './signed-xml-view';

const SEGNATURA = Buffer.from(
  '<?xml version="1.0" encoding="UTF-8"?>\n<p:Segnatura xmlns:p="urn:segnatura" versione="3.0.0">\n' +
    '  <p:Oggetto stato="&lt;bozza&gt;">Determina è &amp; così</p:Oggetto><!-- nota -->\n</p:Segnatura>\n',
);
/** Lines that do not deflate to a few bytes: a change at random has to meet them. */
const file = (name: string, text: string): SignedFile => {
  const lines = Array.from(
    { length: 40 },
    (_, number) => `${text} ${createHash('sha256').update(`${text}${number}`).digest('base64')}\n`,
  );
  return { name, bytes: Buffer.from(lines.join('')), mediaType: 'text/plain' };
};
const ACT = file('Determina n. 1 è.txt', 'uno e ancora uno');
const FILES = [ACT, file('allegati/due.txt', 'due, poi tre')];

/** XAdES enveloped with and without timestamp, and each kind of container. */
export async function signedXmlAndContainers(
  live: LivePki,
  engine: XmlEngine,
): Promise<readonly SignedKind[]> {
  const anna = live.pki.signer();
  const { sha256 } = anna.read;
  const options = { ...anna, signingTime: new Date() };
  const target = { kind: 'enveloped', document: SEGNATURA } as const;
  const prepared = mustAccept(prepareXades(engine, target, options));
  const value = signWith(anna.key, anna.algorithm, prepared.toBeSigned);
  const stamps = liveTimestamps(live);
  const timed = await completeXadesWithTimestamp(engine, target, { prepared, value }, anna, stamps);
  return [
    xmlKind('XAdES B-B', mustAccept(signXades(engine, target, options, anna.key)), sha256),
    xmlKind('XAdES B-T', mustAccept(timed), sha256),
    zipKind('ASiC-E with XAdES', mustAccept(await signAsicXades(engine, FILES, options, anna.key)), sha256),
    zipKind('ASiC-E with CAdES', mustAccept(await signAsicCades(FILES, options, anna.key)), sha256),
    zipKind('ASiC-S with CAdES', mustAccept(await signAsicSimple(ACT, options, anna.key)), sha256),
  ];
}

function xmlKind(name: string, subject: Buffer, certificateSha256: string): SignedKind {
  const before = signedXmlView(subject);
  if (before === undefined) throw new Error('the other parser does not read what was signed');
  const isChanged = (changed: Buffer): boolean => signedXmlView(changed) !== before;
  return {
    name,
    subject,
    parts: [{ certificateSha256, isChanged }],
    toValidate: (bytes) => ({ file: bytes }),
  };
}

interface Entry {
  readonly start: number;
  readonly end: number;
  readonly isDeflated: boolean;
}

/** Files and manifest of a container: a byte counts as changed where the entry does not inflate to the same. */
function zipKind(name: string, subject: Buffer, certificateSha256: string): SignedKind {
  const entries = signedEntries(subject);
  if (entries.length === 0) throw new Error('the container has no files');
  const isChanged = (changed: Buffer, place: number): boolean => {
    const entry = entries.find(({ start, end }) => place >= start && place < end);
    return entry !== undefined && !contentOf(subject, entry)?.equals(contentOf(changed, entry) ?? NOTHING);
  };
  return {
    name,
    subject,
    parts: [{ certificateSha256, isChanged }],
    toValidate: (bytes) => ({ file: bytes }),
  };
}

const NOTHING = Buffer.from('not to be inflated');
const CENTRAL = Buffer.from('PK\x01\x02', 'latin1');

/** From the central directory, by hand: these containers were written here and have no comments. */
function signedEntries(zip: Buffer): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = zip.indexOf(CENTRAL); at >= 0; at = zip.indexOf(CENTRAL, at + 4)) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const isSigned = name !== 'mimetype' && (!name.startsWith('META-INF/') || name.includes('ASiCManifest'));
    const end = start + zip.readUInt32LE(at + 20);
    if (isSigned) entries.push({ start, end, isDeflated: zip.readUInt16LE(at + 10) === 8 });
  }
  return entries;
}

function contentOf(zip: Buffer, { start, end, isDeflated }: Entry): Buffer | undefined {
  const bytes = zip.subarray(start, end);
  try {
    return isDeflated ? inflateRawSync(bytes) : bytes;
  } catch {
    return undefined;
  }
}
