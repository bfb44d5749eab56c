import type { Container } from '../../../container/read-container';
import type { FileFormat } from '../../report/validation-report';

/** What kind of container it is, and which of its files are for people. */
export interface ContainerShape {
  readonly format: FileFormat;
  /** Files outside META-INF and `mimetype`. */
  readonly documents: readonly string[];
  /** The one file that an ASiC-S is about; undefined when there is none, or several. */
  readonly only: string | undefined;
  readonly isSound: boolean;
}

const SIMPLE = 'application/vnd.etsi.asic-s+zip';
const EXTENDED = 'application/vnd.etsi.asic-e+zip';

/**
 * The kind of a container, by its `mimetype`; without one, by what stands in META-INF. An ASiC-S holds exactly one file
 * in its root.
 *
 * @standard ETSI EN 319 162-1 §4.3.3.1, §4.3.3.2, §4.4.3, Annex A.1
 */
export function containerShape({ files, mediaType }: Container, name: string | undefined): ContainerShape {
  const documents = [...files.keys()].filter((file) => file !== 'mimetype' && !file.startsWith('META-INF/'));
  const inRoot = documents.filter((file) => !file.includes('/'));
  const isSimple = mediaType === SIMPLE || (mediaType === undefined && looksSimple(files, name));
  if (isSimple) {
    const only = inRoot.length === 1 && documents.length === 1 ? inRoot[0] : undefined;
    return { format: 'ASiC-S', documents, only, isSound: only !== undefined };
  }
  const isOpenDocument = mediaType?.startsWith('application/vnd.oasis.opendocument') === true;
  const format = isOpenDocument && mediaType !== EXTENDED ? 'ODF' : 'ASiC-E';
  return { format, documents, only: undefined, isSound: true };
}

function looksSimple(files: ReadonlyMap<string, Buffer>, name: string | undefined): boolean {
  if (/\.(asics|scs)$/i.test(name ?? '')) return true;
  return (
    ['META-INF/signature.p7s', 'META-INF/timestamp.tst'].some((file) => files.has(file)) &&
    ![...files.keys()].some((file) => /^META-INF\/ASiCManifest/i.test(file))
  );
}
