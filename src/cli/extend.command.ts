import { parseArgs } from 'node:util';
import type { Result } from '@libro-firma/kernel';
import { fileSource } from '@libro-firma/pdf';
import { extendAsic, extendCades, extendPades, type ExtensionOptions } from '@libro-firma/signature';
import { xmlEngine } from '@libro-firma/xml';
import { tell, tellMisuse, tellRefusal, writeNew, type Made } from './sign/answer';
import { fileAround, isContainer, isPdf } from './sign/file-around';
import { lackFor, levelNamed, servicesFor } from './sign/services';

const USAGE =
  'usage: extend --level B-T|B-LT|B-LTA --tsa URL… --trust DIR --out FILE [--content FILE] FILE\n' +
  '  --tsa      address of a time-stamping authority; the next is asked when one fails\n' +
  '  --trust    folder with the certificates that are trusted (.der .cer .crt .pem)\n' +
  '  --content  the document, where the signature is detached\n';

/** `extend`: gives the signatures of a file a higher level, in a new file. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      level: { type: 'string' },
      tsa: { type: 'string', multiple: true },
      trust: { type: 'string' },
      out: { type: 'string' },
      content: { type: 'string' },
    },
  });
  const [file, ...others] = positionals;
  const target = levelNamed(values.level);
  const { out } = values;
  if (file === undefined || others.length > 0) return tellMisuse('name one file', USAGE);
  if (!target || target === 'B-B' || out === undefined)
    return tellMisuse('--level and --out are needed', USAGE);
  const lack = lackFor(target, values);
  if (lack !== undefined) return tellMisuse(lack, USAGE);
  const options = { ...servicesFor(values), target };
  const made = await extended(file, out, options, values.content);
  return made.ok ? tell(made.value.made, target, made.value.sha256) : tellRefusal(file, made.refusal);
}

type Answer = Promise<Result<{ readonly made: Made; readonly sha256: string }>>;

function extended(file: string, out: string, options: ExtensionOptions, content: string | undefined): Answer {
  if (isPdf(file)) return extendPdf(file, out, options);
  return isContainer(file)
    ? extendContainer(file, out, options)
    : extendEnvelope(file, out, options, content);
}

async function extendContainer(file: string, out: string, options: ExtensionOptions): Answer {
  const source = fileSource(file);
  try {
    const result = await extendAsic(source, await xmlEngine(), options);
    if (!result.ok) return result;
    const { bytes, level, missing } = result.value;
    return { ok: true, value: { made: { out, level, missing }, sha256: writeNew(out, [bytes]) } };
  } finally {
    source.close();
  }
}

async function extendPdf(file: string, out: string, options: ExtensionOptions): Answer {
  const source = fileSource(file);
  try {
    const extended = await extendPades(source, options);
    if (!extended.ok) return extended;
    const { increment, level, missing } = extended.value;
    const sha256 = writeNew(out, fileAround(source, increment));
    return { ok: true, value: { made: { out, level, missing }, sha256 } };
  } finally {
    source.close();
  }
}

async function extendEnvelope(
  file: string,
  out: string,
  options: ExtensionOptions,
  content: string | undefined,
): Answer {
  const source = fileSource(file);
  const document = content === undefined ? undefined : fileSource(content);
  try {
    const extended = await extendCades(source, options, document);
    if (!extended.ok) return extended;
    const { bytes, level, missing } = extended.value;
    return { ok: true, value: { made: { out, level, missing }, sha256: writeNew(out, bytes.pieces()) } };
  } finally {
    source.close();
    document?.close();
  }
}
