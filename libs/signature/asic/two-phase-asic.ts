import { accept, refuse, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import type { XmlEngine } from '@libro-firma/xml';
import type { CadesInput } from '../cades/cades-input';
import { completeCades, completeCadesWithTimestamp } from '../cades/complete-cades';
import { prepareCades } from '../cades/prepare-cades';
import { joined } from '../cades/signed-bytes';
import type { PadesCertificates } from '../pades/complete-pades';
import { readIdentity } from '../pades/prepare-pades';
import { signatureRefusals } from '../signature.refusals';
import type { TimestampSource } from '../timestamp/timestamp-client';
import {
  completeXades,
  completeXadesWithTimestamp,
  prepareXades,
  type XadesOptions,
} from '../xades/sign-xades';
import type { SignedFile } from '../xades/xades-target';
import { suitableFiles } from './asic-files';
import { asicManifestXml, packageManifestXml } from './manifest-xml';
import type { AsicForm, PreparedAsic } from './prepared-asic';
import { ASIC_E, ASIC_S, writeContainer } from './write-container';

/** What is signed: several files by XAdES or by a manifest with CAdES, or one file with CAdES. */
export type AsicSubject =
  | { readonly form: 'ASIC_E_XADES'; readonly files: readonly SignedFile[]; readonly engine: XmlEngine }
  | { readonly form: Exclude<AsicForm, 'ASIC_E_XADES'>; readonly files: readonly SignedFile[] };

const CMS_NAME = 'META-INF/signature001.p7s';

/**
 * First phase of a container: what the signer's device signs. No secret is needed.
 *
 * Refusals: `ASIC_FILE_NAMES`, `ASIC_TOO_LARGE`, and those of `prepareXades` or `prepareCades`.
 *
 * @standard ETSI EN 319 162-1 §4.3, §4.4
 */
export function prepareAsic(subject: AsicSubject, options: XadesOptions): Result<PreparedAsic> {
  const suitable = suitableFiles(subject.files, { isSimple: subject.form === 'ASIC_S_CADES' });
  if (!suitable.ok) return suitable;
  if (subject.form === 'ASIC_E_XADES') {
    const prepared = prepareXades(subject.engine, xadesTarget(subject.files), options);
    return prepared.ok ? accept({ form: subject.form, signature: prepared.value }) : prepared;
  }
  const { form } = subject;
  const identity = readIdentity(options, options.signatureAlgorithm, options.digestAlgorithm);
  if (!identity.ok) return identity;
  // The list uses the digest of the signature, which the key may decide: the second phase knows that one alone.
  const prepared = prepareCades(cadesInput(subject, identity.value.algorithm.digest), options);
  return prepared.ok ? accept({ form, signature: prepared.value }) : prepared;
}

/**
 * Second phase: the container. Nothing prepared is believed: files and manifest are hashed again, and the value is checked
 * with the certificate. With a source of timestamps the level is B-T, else B-B.
 *
 * Refusals: those of `prepareAsic` for the files, of `completeXades` and `completeCades`, and of the timestamp source.
 *
 * @standard ETSI EN 319 162-1 §4.3, §4.4; ETSI EN 319 122-1 §5.3; ETSI EN 319 132-1 §5.3
 */
export async function completeAsic(
  subject: AsicSubject,
  prepared: PreparedAsic,
  value: Buffer,
  certificates: PadesCertificates,
  timestamps?: TimestampSource,
): Promise<Result<Buffer>> {
  // No signature of an ASiC-S has the name of its file.
  const suitable = suitableFiles(subject.files, { isSimple: subject.form === 'ASIC_S_CADES' });
  if (!suitable.ok) return suitable;
  if (subject.form === 'ASIC_E_XADES') {
    if (prepared.form !== 'ASIC_E_XADES') return refuse(signatureRefusals.PREPARATION_CHANGED());
    const target = xadesTarget(subject.files);
    const { engine, files } = subject;
    const signed = { prepared: prepared.signature, value };
    const signature = timestamps
      ? await completeXadesWithTimestamp(engine, target, signed, certificates, timestamps)
      : completeXades(engine, target, prepared.signature, value, certificates);
    return signature.ok ? accept(await xadesContainer(files, signature.value)) : signature;
  }
  if (prepared.form !== subject.form) return refuse(signatureRefusals.PREPARATION_CHANGED());
  const input = cadesInput(subject, prepared.signature.digestAlgorithm);
  const signature = await cadesSignature(input, prepared.signature, value, certificates, timestamps);
  return signature.ok ? accept(await cadesContainer(subject, input, signature.value)) : signature;
}

async function cadesSignature(
  input: CadesInput,
  prepared: Extract<PreparedAsic, { form: 'ASIC_E_CADES' | 'ASIC_S_CADES' }>['signature'],
  value: Buffer,
  certificates: PadesCertificates,
  timestamps: TimestampSource | undefined,
): Promise<Result<Buffer>> {
  if (!timestamps) {
    const completed = completeCades(input, prepared, value, certificates);
    return completed.ok ? accept(joined(completed.value)) : completed;
  }
  const timed = await completeCadesWithTimestamp(input, prepared, value, certificates, timestamps);
  if (!timed.ok) return timed;
  return timed.value.timestamp.ok ? accept(joined(timed.value.bytes)) : timed.value.timestamp;
}

function xadesTarget(files: readonly SignedFile[]): {
  readonly kind: 'files';
  readonly files: readonly SignedFile[];
} {
  return { kind: 'files', files };
}

type DetachedInput = Extract<CadesInput, { readonly kind: 'ATTACHED' | 'DETACHED' }>;

/** One file signs for itself; several by the list of them. */
function cadesInput(
  { form, files }: AsicSubject,
  digest: NonNullable<XadesOptions['digestAlgorithm']>,
): DetachedInput {
  const [only] = files;
  const signed = form === 'ASIC_S_CADES' && only ? only.bytes : asicManifestXml(files, CMS_NAME, digest);
  return { kind: 'DETACHED', document: bufferSource(signed) };
}

function xadesContainer(files: readonly SignedFile[], signature: Buffer): Promise<Buffer> {
  return writeContainer(ASIC_E, [
    ...files,
    { name: 'META-INF/manifest.xml', bytes: packageManifestXml(files, ASIC_E) },
    { name: 'META-INF/signatures001.xml', bytes: signature },
  ]);
}

function cadesContainer(
  { form, files }: AsicSubject,
  { document }: DetachedInput,
  signature: Buffer,
): Promise<Buffer> {
  if (form === 'ASIC_S_CADES')
    return writeContainer(ASIC_S, [...files, { name: 'META-INF/signature.p7s', bytes: signature }]);
  return writeContainer(ASIC_E, [
    ...files,
    { name: 'META-INF/ASiCManifest001.xml', bytes: document.read(0, document.size) },
    { name: CMS_NAME, bytes: signature },
  ]);
}
