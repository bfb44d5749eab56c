import type { ByteSource } from '@libro-firma/pdf';
import { xmlRefusals } from '@libro-firma/xml';
import { basename } from 'node:path';
import { signatureRefusals } from '../signature.refusals';
import { changingFieldsOf } from './facts/changing-fields';
import { asicReader } from './formats/asic/read-asic';
import { cadesReader } from './formats/cades/read-cades';
import { detectFormat } from './formats/detect-format';
import type { FormatName, FormatReader, InnerDocument, Reading } from './formats/format-reader';
import { pdfReader } from './formats/pdf/read-pdf';
import { xadesReader } from './formats/xades/read-xades';
import { problemReport, reportOfReading } from './report/file-report';
import type { ValidationReport } from './report/validation-report';
import { withAnswers } from './trust/ask-revocation';
import { withIssuers } from './trust/find-issuers';
import type { TrustContext } from './trust/trust-context';
import { trustContextOf, type ValidationOptions } from './validation-options';

/** One reader for each format that is recognised by its content. */
const READERS: Readonly<Record<FormatName, FormatReader>> = {
  pdf: pdfReader,
  cms: cadesReader,
  xml: xadesReader,
  zip: asicReader,
};

/** Containers inside containers that are opened; one level more is refused by name. */
const MAX_NESTING = 16;

/**
 * Validates a file of any format, and the signed documents inside it, and always gives a report: `UNKNOWN` with
 * FORMAT_ERROR for what is no known format, and FORMAT_ERROR with its reason for a file that is refused. The network
 * is not used, but for the sources of issuers and revocation where they are given.
 *
 * @standard ETSI EN 319 102-1 §5
 */
export function validateFile(source: ByteSource, options: ValidationOptions): Promise<ValidationReport> {
  return validateAt(0, source, options);
}

async function validateAt(
  nesting: number,
  source: ByteSource,
  options: ValidationOptions,
): Promise<ValidationReport> {
  const { file } = options;
  if (nesting > MAX_NESTING)
    return problemReport('UNKNOWN', signatureRefusals.NESTED_TOO_DEEPLY({ limit: MAX_NESTING }), options);
  // Of nothing, not even a format can be said.
  if (source.size === 0)
    return { ...problemReport('UNKNOWN', xmlRefusals.EMPTY(), options), conclusion: 'PARSE_ERROR' };
  const name = detectFormat(source);
  if (!name) return problemReport('UNKNOWN', signatureRefusals.FORMAT_NOT_READ(), options);
  const reader = READERS[name];
  const reading = await reader.read({
    source,
    name: file === undefined ? undefined : basename(file),
    contents: options.contents ?? [],
  });
  if (!reading.ok) return problemReport(reader.format, reading.refusal, options);
  const inner: ValidationReport[] = [];
  for (const document of signedInside(reading.value.inner ?? []))
    inner.push(await validateAt(nesting + 1, document.source, innerOptions(document, options)));
  // What lies too deep was not looked at: of the whole file nothing can be said.
  const tooDeep = inner.find(({ problem }) => problem?.code === signatureRefusals.NESTED_TOO_DEEPLY.code);
  if (tooDeep?.problem) return problemReport(reading.value.format, tooDeep.problem, options);
  const changingFields = await changingFieldsOf(reading.value);
  const context = await askedContext(reading.value, options);
  return reportOfReading({ ...reading.value, changingFields }, context, file, inner);
}

/** What the caller believes, and what those whom he lets be asked add to it: first issuers, then revocation of their chains. */
async function askedContext({ signatures }: Reading, options: ValidationOptions): Promise<TrustContext> {
  const { issuerSource, revocationSource } = options;
  const own = trustContextOf(options);
  const known = issuerSource ? await withIssuers(signatures, own, issuerSource) : own;
  return revocationSource ? withAnswers(signatures, known, revocationSource) : known;
}

/** Documents inside that may be signed themselves; of all others there is nothing to say. */
function signedInside(documents: readonly InnerDocument[]): readonly InnerDocument[] {
  return documents.filter(({ source }) => detectFormat(source) !== undefined);
}

function innerOptions({ name }: InnerDocument, options: ValidationOptions): ValidationOptions {
  const { file: _outer, ...rest } = options;
  return name === undefined ? rest : { ...rest, file: name };
}
