import {
  childElement,
  childElements,
  attributeOf,
  digestByUri,
  DSIG_NAMESPACE,
  readBase64,
  rememberedDigest,
  textOf,
  type ElementNode,
  type XmlEngine,
} from '@libro-firma/xml';

/** What became of one file that a manifest names. */
export interface ManifestEntry {
  readonly uri: string;
  readonly digest: 'MATCHES' | 'DIFFERS' | 'NOT_FOUND' | 'NOT_ALLOWED';
}

/** A manifest of a container: a list of files with their digests, and the signature or timestamp over the list. */
export interface AsicManifest {
  readonly name: string;
  readonly bytes: Buffer;
  /** File with the signature, timestamp or evidence record over this manifest. */
  readonly coveredBy: string;
  readonly entries: readonly ManifestEntry[];
}

const MAX_ENTRIES = 10_000;
const MANIFEST_NAME = /^META-INF\/[^/]*manifest[^/]*\.xml$/i;
const ASIC_NAMESPACE = /^http:\/\/uri\.etsi\.org\/(02918|19162)\/v[\d.]+#$/;

/**
 * Manifests among the files of a container, each entry compared with its file.
 *
 * @standard ETSI EN 319 162-1 §4.4.2, Annex A.4
 */
export function asicManifests(
  files: ReadonlyMap<string, Buffer>,
  engine: XmlEngine,
): readonly AsicManifest[] {
  return [...files].flatMap(([name, bytes]) => {
    if (!MANIFEST_NAME.test(name)) return [];
    const read = engine.read(bytes);
    if (!read.ok) return [];
    const { root } = read.value;
    read.value.dispose();
    if (root.localName !== 'ASiCManifest' || !ASIC_NAMESPACE.test(root.namespace)) return [];
    const signature = childElement(root, root.namespace, 'SigReference');
    return [
      { name, bytes, coveredBy: pathOf(attributeOf(signature, 'URI')), entries: entriesOf(root, files) },
    ];
  });
}

function entriesOf(root: ElementNode, files: ReadonlyMap<string, Buffer>): readonly ManifestEntry[] {
  return childElements(root, root.namespace, 'DataObjectReference')
    .slice(0, MAX_ENTRIES)
    .map((element) => {
      const uri = pathOf(attributeOf(element, 'URI'));
      return { uri, digest: compare(element, files.get(uri)) };
    });
}

function compare(element: ElementNode, file: Buffer | undefined): ManifestEntry['digest'] {
  if (!file) return 'NOT_FOUND';
  const method = childElement(element, DSIG_NAMESPACE, 'DigestMethod');
  const name = digestByUri(attributeOf(method, 'Algorithm'));
  const value = readBase64(textOf(childElement(element, DSIG_NAMESPACE, 'DigestValue')));
  if (name === undefined || !value) return 'NOT_ALLOWED';
  return rememberedDigest(file, name).equals(value) ? 'MATCHES' : 'DIFFERS';
}

/** Name of a file in the container by a reference from META-INF or the root (EN 319 162-1 A.1 asks for the latter). */
export function pathOf(uri: string | undefined): string {
  const path = (uri ?? '').replace(/^(\.\/|\/)+/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
