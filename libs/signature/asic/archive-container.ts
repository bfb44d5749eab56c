import { createHash } from 'node:crypto';
import {
  otherRevocationOcsp,
  readOrNothing,
  readSignedData,
  type RevocationValues,
  type SignedData,
} from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { editSignedData } from '../cms/edit-signed-data';
import { contentOfBuffer } from '../cms/signed-content';
import { collectMaterial } from '../long-term/collect-material';
import { certificatesOf, statementsOf, type MissingEvidence } from '../long-term/validation-material';
import type { ExtensionOptions } from '../pades/extend-pades';
import { signatureRefusals } from '../signature.refusals';
import { examineTimestamp, type TimestampFacts } from '../timestamp/examine-timestamp';
import type { AsicManifest } from '../validation/formats/asic/asic-manifest';
import type { SignedFile } from '../xades/xades-target';
import { archiveManifestXml } from './manifest-xml';

/** The files of a container, and what its archive lacks. */
export interface ArchivedFiles {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly missing: readonly MissingEvidence[];
}

/** The newest one has this name; it gives it up to the next (EN 319 162-1 Annex A.7). */
const NEWEST = 'META-INF/ASiCArchiveManifest.xml';

/**
 * The files with an archive manifest that lists all of them and a token over it. Where there is one already, the data on
 * its authority go into its token first; when they are not to be had nothing is added and `missing` says so.
 *
 * Refuses `SIGNATURE_BROKEN_TO_EXTEND` for a token that does not hold, and what the authority refuses.
 *
 * @standard ETSI EN 319 162-1 §4.4.4, Annex A.7
 */
export async function withArchiveManifest(
  files: ReadonlyMap<string, Buffer>,
  manifests: readonly AsicManifest[],
  options: ExtensionOptions,
): Promise<Result<ArchivedFiles>> {
  const grown = new Map(files);
  const newest = manifests.find(({ name }) => name === NEWEST);
  const renamed = freeName(files, 'META-INF/ASiCArchiveManifest', '.xml');
  if (newest) {
    const token = await provenToken(files, newest, options);
    if (!token.ok) return token;
    if (token.value.missing.length > 0) return accept({ files, missing: token.value.missing });
    grown.set(newest.coveredBy, token.value.bytes);
    grown.delete(NEWEST);
    grown.set(renamed, newest.bytes);
  }
  const tokenName = freeName(files, 'META-INF/timestamp', '.tst');
  const digest = options.digest ?? 'sha256';
  const listed = [...grown]
    .filter(([name]) => name !== 'mimetype')
    .map(([name, bytes]) => asListed(name, bytes));
  const manifest = archiveManifestXml(listed, tokenName, digest, newest && renamed);
  const stamp = await options.timestamps.stamp(createHash(digest).update(manifest).digest(), digest);
  if (!stamp.ok) return stamp;
  grown.set(NEWEST, manifest);
  grown.set(tokenName, stamp.value.der);
  return accept({ files: grown, missing: [] });
}

interface ProvenToken {
  readonly bytes: Buffer;
  readonly missing: readonly MissingEvidence[];
}

/** The token over an archive manifest, with chain and revocation data of its authority among what nobody signed. */
async function provenToken(
  files: ReadonlyMap<string, Buffer>,
  manifest: AsicManifest,
  options: ExtensionOptions,
): Promise<Result<ProvenToken>> {
  const token = files.get(manifest.coveredBy);
  const facts = token && examineTimestamp(token, contentOfBuffer(manifest.bytes));
  const isWhole = manifest.entries.every(({ digest }) => digest === 'MATCHES');
  const authority = facts?.signer.certificate;
  if (!facts || !authority || facts.integrity !== 'INTACT' || !isWhole) {
    return refuse(signatureRefusals.BROKEN_TO_EXTEND());
  }
  const now = options.clock.now();
  const time = facts.info.genTime;
  const { subjects, missing } = await collectMaterial(
    [{ role: 'TIMESTAMP_AUTHORITY', certificate: authority, time, judgedAt: now }],
    {
      known: [...facts.data.certificates, ...signaturesOf(files).flatMap(({ certificates }) => certificates)],
      anchors: options.anchors,
      existing: revocationOf(files, facts),
      revocation: options.revocation,
      ...(options.transport && { transport: options.transport }),
      now,
    },
  );
  const bytes = editSignedData(facts.data, {
    certificates: certificatesOf(subjects),
    revocation: [
      ...statementsOf(subjects, 'CRL'),
      ...statementsOf(subjects, 'OCSP').map(otherRevocationOcsp),
    ],
  });
  return accept({ bytes, missing });
}

function signaturesOf(files: ReadonlyMap<string, Buffer>): readonly SignedData[] {
  return [...files]
    .filter(([name]) => name.startsWith('META-INF/') && name.endsWith('.p7s'))
    .flatMap(([, bytes]) => readOrNothing(() => readSignedData(bytes)) ?? []);
}

function revocationOf(files: ReadonlyMap<string, Buffer>, { data }: TimestampFacts): RevocationValues {
  const all = [data, ...signaturesOf(files)];
  return {
    crls: all.flatMap(({ crls }) => crls),
    ocspResponses: all.flatMap(({ ocspResponses }) => ocspResponses),
  };
}

/** A name with the first number that is free. */
function freeName(files: ReadonlyMap<string, Buffer>, start: string, end: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${start}${String(number).padStart(3, '0')}${end}`;
    if (!files.has(name)) return name;
  }
}

const MEDIA_TYPES: readonly (readonly [RegExp, string])[] = [
  [/\.p7s$/i, 'application/pkcs7-signature'],
  [/\.tst$/i, 'application/vnd.etsi.timestamp-token'],
  [/\.xml$/i, 'text/xml'],
  [/\.pdf$/i, 'application/pdf'],
  [/\.txt$/i, 'text/plain'],
];

function asListed(name: string, bytes: Buffer): SignedFile {
  const mediaType = MEDIA_TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? 'application/octet-stream';
  return { name, bytes, mediaType };
}
