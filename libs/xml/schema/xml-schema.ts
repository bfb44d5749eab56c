import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { Libxml2 } from '../engine/libxml2';
import { xmlRefusals } from '../xml.refusals';

export interface SchemaFile {
  /** Name by which other files of the schema refer to it, without folders. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** A compiled schema. The caller disposes of it. */
export interface XmlSchema {
  /** Messages of what the schema does not accept; none when it accepts the document. For `XmlDocument.validate`. */
  check(document: unknown): readonly string[];
  dispose(): void;
}

/** Compiles a schema; see `XmlEngine.schema`. */
export function compileSchema(libxml2: Libxml2, files: readonly SchemaFile[]): Result<XmlSchema> {
  const [main] = files;
  if (!main) return refuse(xmlRefusals.SCHEMA_NOT_USABLE({ reason: 'no file' }));
  const provider = provide(files);
  libxml2.xmlRegisterInputProvider(provider);
  try {
    const parsed = libxml2.XmlDocument.fromBuffer(main.bytes, { url: main.name });
    try {
      return accept(schemaOf(libxml2, libxml2.XsdValidator.fromDoc(parsed)));
    } finally {
      parsed.dispose();
    }
  } catch (fault) {
    if (!(fault instanceof libxml2.XmlError)) throw fault;
    return refuse(xmlRefusals.SCHEMA_NOT_USABLE({ reason: fault.message.slice(0, 500) }));
  } finally {
    libxml2.xmlCleanupInputProvider();
  }
}

function schemaOf(libxml2: Libxml2, validator: InstanceType<Libxml2['XsdValidator']>): XmlSchema {
  return {
    check(document) {
      try {
        validator.validate(document as InstanceType<Libxml2['XmlDocument']>);
        return [];
      } catch (fault) {
        if (!(fault instanceof libxml2.XmlValidateError)) throw fault;
        return fault.details.map(({ message, line }) => `line ${line}: ${message.trim()}`);
      }
    },
    dispose: () => validator.dispose(),
  };
}

type Provider = Parameters<Libxml2['xmlRegisterInputProvider']>[0];

/** Gives libxml2 the files by the last part of their names, and nothing else. */
function provide(files: readonly SchemaFile[]): Provider {
  const byName = new Map(files.map(({ name, bytes }) => [name, bytes]));
  const open = new Map<number, { readonly bytes: Buffer; at: number }>();
  let next = 1;
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  return {
    match: () => true, // what is not among the files is refused by `open`, and never looked for elsewhere
    open(path) {
      const bytes = byName.get(nameOf(path));
      if (!bytes) return undefined;
      open.set(next, { bytes, at: 0 });
      return next++;
    },
    read(descriptor, target) {
      const file = open.get(descriptor);
      if (!file) return -1;
      const piece = file.bytes.subarray(file.at, file.at + target.length);
      target.set(piece);
      file.at += piece.length;
      return piece.length;
    },
    close: (descriptor) => open.delete(descriptor),
  };
}
