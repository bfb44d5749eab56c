import type { PdfDictionary, PdfObject, PdfString } from './objects';

/**
 * An object as text of one character for each byte (ISO 32000-1 §7.3). Reading it gives an object of equal meaning:
 * numbers keep their spelling, names and strings their bytes, dictionaries their order. A stream's data are not
 * among it: only streams that this library makes are written, and their writer adds the data.
 */
export function serialise(object: Exclude<PdfObject, { kind: 'stream' }>): string {
  switch (object.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return object.value ? 'true' : 'false';
    case 'number':
      return object.raw;
    case 'name':
      return serialiseName(object.value);
    case 'string':
      return serialiseString(object);
    case 'array':
      return `[${object.items.map(inner).join(' ')}]`;
    case 'dictionary':
      return serialiseDictionary(object);
    case 'reference':
      return `${object.objectNumber} ${object.generation} R`;
  }
}

/** ISO 32000-1 §7.3.7. */
export function serialiseDictionary(dictionary: PdfDictionary): string {
  const entries = [...dictionary.entries].map(([key, value]) => `${serialiseName(key)} ${inner(value)}`);
  return `<<${entries.join('\n')}>>`;
}

/** ISO 32000-1 §7.3.5: `#` escapes for everything that could end the name or be no printing ASCII. */
function serialiseName(value: string): string {
  const escaped = value.replace(/[^!-~]|[#()<>[\]{}/%]/g, (character) => {
    return `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return `/${escaped}`;
}

function serialiseString({ bytes, form }: PdfString): string {
  if (form === 'hex') return `<${bytes.toString('hex')}>`;
  const escaped = bytes.toString('latin1').replace(/[\\()\r\n]/g, (character) => {
    if (character === '\r') return '\\r';
    return character === '\n' ? '\\n' : `\\${character}`;
  });
  return `(${escaped})`;
}

function inner(object: PdfObject): string {
  // The parser makes a stream only of an indirect object: inside another one there is none.
  if (object.kind === 'stream') throw new Error('a stream stands inside another object');
  return serialise(object);
}
