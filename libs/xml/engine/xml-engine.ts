import type { Result } from '@libro-firma/kernel';
import { DEFAULT_XML_BOUNDS, type XmlBounds } from '../read/xml-bounds';
import { readDocument } from '../read/read-document';
import type { XmlDocument } from '../read/xml-document';
import { compileSchema, type SchemaFile, type XmlSchema } from '../schema/xml-schema';
import { loadLibxml2 } from './libxml2';

/** Reads XML and compiles schemas; all that it does is synchronous, once it is there. */
export interface XmlEngine {
  /**
   * Reads a whole document in UTF-8, UTF-16, US-ASCII or ISO-8859-1. The caller disposes of it.
   *
   * Refusals: `XML_EMPTY`, `XML_TOO_LARGE` past a bound, `XML_DOCTYPE` for any document type declaration, so that
   * there is no entity, no default attribute and no external part; `XML_NOT_WELL_FORMED`.
   *
   * @standard XML 1.0 (Fifth Edition); Namespaces in XML 1.0
   */
  read(bytes: Buffer, bounds?: Partial<XmlBounds>): Result<XmlDocument>;
  /**
   * Compiles a schema out of files in memory; the first is the main one, the others are those that it imports or
   * includes, found by the last part of `schemaLocation`. Nothing is fetched.
   *
   * Refusals: `XML_SCHEMA_NOT_USABLE`.
   *
   * @standard XML Schema 1.0
   */
  schema(files: readonly SchemaFile[]): Result<XmlSchema>;
}

let ready: Promise<XmlEngine> | undefined;

/** The engine of this process; loaded at the first call. */
export function xmlEngine(): Promise<XmlEngine> {
  ready ??= loadLibxml2().then((libxml2) => ({
    read: (bytes, bounds = {}) => readDocument(libxml2, bytes, { ...DEFAULT_XML_BOUNDS, ...bounds }),
    schema: (files) => compileSchema(libxml2, files),
  }));
  return ready;
}
