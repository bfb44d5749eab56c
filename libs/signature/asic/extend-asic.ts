import { accept, refuse, type Result } from '@libro-firma/kernel';
import { bufferSource, type ByteSource } from '@libro-firma/pdf';
import type { XmlEngine } from '@libro-firma/xml';
import { extendCades } from '../cades/extend-cades';
import { joined } from '../cades/signed-bytes';
import { containerRefusals } from '../container/container.refusals';
import { DEFAULT_CONTAINER_BOUNDS, readContainer } from '../container/read-container';
import type { MissingEvidence } from '../long-term/validation-material';
import type { BaselineLevel, ExtensionOptions } from '../pades/extend-pades';
import { asicManifests, type AsicManifest } from '../validation/formats/asic/asic-manifest';
import { containerShape } from '../validation/formats/asic/container-shape';
import { withArchiveManifest } from './archive-container';
import { asicRefusals } from './asic.refusals';
import { ASIC_E, ASIC_S, writeContainer } from './write-container';

export interface ExtendedAsic {
  /** The container as it is now: a new version, every file that was signed or stamped with its bytes. */
  readonly bytes: Buffer;
  readonly level: BaselineLevel;
  /** Why the level is not the one asked for; empty when it is. */
  readonly missing: readonly MissingEvidence[];
}

const SIGNATURE_NAME = /^META-INF\/[^/]*signature[^/]*\.p7s$/i;
const ARCHIVE_NAME = /^META-INF\/ASiCArchiveManifest/i;

/**
 * Extends the CAdES signatures of an ASiC-S or ASiC-E. Timestamps and validation data go into each signature; the archive
 * of an ASiC-S is that of its signature, the archive of an ASiC-E a manifest of all its files with a time-stamp token,
 * once more when there is one already: then the data on the earlier token go into that token and nothing else changes.
 * When evidence is missing no more than B-T is given and claimed. The container is read into memory, 256 MiB at most.
 *
 * Refuses `CONTAINER_…`, `ASIC_FORM_NOT_EXTENDED`, what `extendCades` refuses, and what the authority refuses.
 *
 * @standard ETSI EN 319 162-1 §4.3, §4.4, §5, Annex A.7; ETSI EN 319 122-1 §6.3
 */
export async function extendAsic(
  container: ByteSource,
  engine: XmlEngine,
  options: ExtensionOptions,
): Promise<Result<ExtendedAsic>> {
  const { maxBytes: limit } = DEFAULT_CONTAINER_BOUNDS;
  if (container.size > limit) return refuse(containerRefusals.TOO_LARGE({ bound: 'bytes', limit }));
  const read = await readContainer(container.read(0, container.size));
  if (!read.ok) return read;
  const { files } = read.value;
  const shape = containerShape(read.value, undefined);
  const manifests = asicManifests(files, engine);
  const names = [...files.keys()].filter((name) => SIGNATURE_NAME.test(name));
  if (names.length === 0) return refuse(asicRefusals.FORM_NOT_EXTENDED());
  const isSimple = shape.format === 'ASiC-S';
  const isArchived = manifests.some(({ name }) => ARCHIVE_NAME.test(name));
  const signed: Signed = { files, names, manifests, only: shape.only };
  // What an archive manifest lists must keep its bytes.
  const extended = isArchived ? accept(unchanged(files)) : await withSignatures(signed, isSimple, options);
  if (!extended.ok) return extended;
  const { level, missing } = extended.value;
  if (options.target !== 'B-LTA' || isSimple || missing.length > 0) {
    return accept({ bytes: await written(extended.value.files, isSimple), level, missing });
  }
  const archived = await withArchiveManifest(extended.value.files, manifests, options);
  if (!archived.ok) return archived;
  const outcome = archived.value;
  const bytes = await written(outcome.files, isSimple);
  // A renewal that lacks evidence leaves the archive as it was: its level is still that of its last token.
  return accept({ bytes, level: outcome.missing.length > 0 ? 'B-T' : 'B-LTA', missing: outcome.missing });
}

interface Signed {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly names: readonly string[];
  readonly manifests: readonly AsicManifest[];
  readonly only: string | undefined;
}

interface Extended {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly level: BaselineLevel;
  readonly missing: readonly MissingEvidence[];
}

const unchanged = (files: ReadonlyMap<string, Buffer>): Extended => ({ files, level: 'B-LTA', missing: [] });

/** Each signature with what it lacks; the level of the container is the lowest of them. */
async function withSignatures(
  { files, names, manifests, only }: Signed,
  isSimple: boolean,
  options: ExtensionOptions,
): Promise<Result<Extended>> {
  const target = options.target === 'B-LTA' && !isSimple ? 'B-LT' : options.target;
  const grown = new Map(files);
  const missing: MissingEvidence[] = [];
  for (const name of names) {
    const manifest = manifests.find(({ coveredBy }) => coveredBy === name);
    const content = manifest?.bytes ?? (only === undefined ? undefined : files.get(only));
    const result = await extendCades(
      bufferSource(files.get(name) ?? Buffer.alloc(0)),
      { ...options, target },
      content && bufferSource(content),
    );
    if (!result.ok) return result;
    grown.set(name, joined(result.value.bytes));
    missing.push(...result.value.missing);
  }
  return accept({ files: grown, level: missing.length > 0 ? 'B-T' : target, missing });
}

function written(files: ReadonlyMap<string, Buffer>, isSimple: boolean): Promise<Buffer> {
  const all = [...files].filter(([name]) => name !== 'mimetype').map(([name, bytes]) => ({ name, bytes }));
  return writeContainer(isSimple ? ASIC_S : ASIC_E, all);
}
