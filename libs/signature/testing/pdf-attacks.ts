import { appendRevision, objectText, streamText } from './append-revision';

/** What an attack starts from. */
export interface AttackGround {
  /** A file with one signature, as `samplePdf` is signed: 1 catalogue, 3 page, 4 its content, 5 its font. */
  readonly signed: Buffer;
}

const EVIL = 'BT /F1 18 Tf 72 720 Td (Altro testo) Tj ET';

/** Edits the signed file in place, keeping its length, so that all offsets hold. */
function edited(file: Buffer, pattern: RegExp, replacement: (found: string) => string): Buffer {
  const text = file.toString('latin1');
  const found = pattern.exec(text)?.[0];
  if (found === undefined) throw new Error(`nothing like ${String(pattern)} in the file`);
  const changed = replacement(found).padEnd(found.length);
  if (changed.length !== found.length) throw new Error('the edit is longer than what it replaces');
  return Buffer.from(
    text.replace(found, () => changed),
    'latin1',
  );
}

const BYTE_RANGE = /\/ByteRange \[[^\]]*\]/;

/**
 * Universal forgery (Mladenov et al. 2019): the signature dictionary lacks what is needed to verify, and a reader that
 * takes the lack for success shows it as valid.
 */
export const UNIVERSAL_FORGERIES: Readonly<Record<string, (ground: AttackGround) => Buffer>> = {
  'a ByteRange that is not there': ({ signed }) => edited(signed, /\/ByteRange /, () => '/ByteRanje '),
  'a ByteRange that is null': ({ signed }) => edited(signed, BYTE_RANGE, () => '/ByteRange null'),
  'a ByteRange without numbers': ({ signed }) => edited(signed, BYTE_RANGE, () => '/ByteRange []'),
  'a ByteRange of negative numbers': ({ signed }) =>
    edited(signed, BYTE_RANGE, () => '/ByteRange [0 -1 -1 -1]'),
  'a ByteRange of nothing': ({ signed }) => edited(signed, BYTE_RANGE, () => '/ByteRange [0 0 0 0]'),
  'a ByteRange of references': ({ signed }) =>
    edited(signed, BYTE_RANGE, () => '/ByteRange [0 1 0 R 2 0 R 9]'),
  'Contents that are not there': ({ signed }) => edited(signed, /\/Contents </, () => '/Kontents <'),
  'Contents that are empty': ({ signed }) => edited(signed, /\/Contents <[0-9a-f]+>/, () => '/Contents <>'),
  'Contents that are zeros': ({ signed }) =>
    edited(signed, /\/Contents <[0-9a-f]+>/, (found) => found.replace(/[1-9a-f](?=[0-9a-f]*>)/g, '0')),
  'a SubFilter that nobody knows': ({ signed }) =>
    edited(signed, /\/SubFilter \/ETSI\.CAdES\.detached/, () => '/SubFilter /ETSI.CAdES.detachEd'),
};

/** Incremental saving: content appended behind the signature, with less and less of an index (ISO 32000-1 §7.5.6). */
export const INCREMENTAL_SAVINGS: Readonly<Record<string, (ground: AttackGround) => Buffer>> = {
  'a whole revision': ({ signed }) => appendRevision(signed, { objects: { 4: streamText(EVIL) } }),
  'objects without an index': ({ signed }) =>
    Buffer.concat([signed, Buffer.from(`4 0 obj\n${streamText(EVIL)}\nendobj\n`, 'latin1')]),
  'objects and a trailer without an index': ({ signed }) =>
    Buffer.concat([
      signed,
      Buffer.from(`4 0 obj\n${streamText(EVIL)}\nendobj\ntrailer\n<< /Root 1 0 R >>\n`, 'latin1'),
    ]),
  'objects and an index that names none of them': ({ signed }) =>
    appendRevision(signed, { objects: { 4: streamText(EVIL), 90: '<< >>' }, listed: ['90'] }),
  'the signature copied along, over the same bytes': ({ signed }) => {
    const value = /\/V (\d+) 0 R/.exec(signed.toString('latin1'))?.[1] ?? '';
    const copied = objectText(signed, Number(value));
    return appendRevision(signed, { objects: { 4: streamText(EVIL), [value]: copied } });
  },
  'objects written twice, the hidden one last': ({ signed }) =>
    appendRevision(signed, {
      objects: { 90: '<< >>' },
      before: `4 0 obj\n${streamText(EVIL)}\nendobj\n`,
    }),
  'a compressed index that leads elsewhere': ({ signed }) =>
    appendRevision(signed, { objects: { 90: '<< >>' }, trailer: '/XRefStm 15' }),
  'another catalogue': ({ signed }) =>
    appendRevision(signed, {
      objects: {
        90: '<< /Type /Catalog /Pages 91 0 R >>',
        91: '<< /Type /Pages /Kids [92 0 R] /Count 1 >>',
        92: '<< /Type /Page /Parent 91 0 R /MediaBox [0 0 595 842] /Contents 93 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
        93: streamText(EVIL),
      },
      root: '90 0 R',
    }),
  'encryption that was not there': ({ signed }) =>
    appendRevision(signed, {
      objects: {
        90: `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> >>`,
      },
      trailer: '/Encrypt 90 0 R',
    }),
};

/** Signature wrapping: the signed bytes moved to where nobody looks, others in their place. */
export const WRAPPINGS: Readonly<Record<string, (ground: AttackGround) => Buffer>> = {
  'the second part moved to the end of the file': ({ signed }) => {
    const [, firstLength = 0, secondStart = 0, secondLength = 0] = rangesOf(signed);
    const contents = signed.toString('latin1', firstLength, secondStart);
    const value = /\/V (\d+) 0 R/.exec(signed.toString('latin1'))?.[1] ?? '';
    const blank = '[0 0000000000 0000000000 0000000000]';
    const forged = appendRevision(signed, {
      objects: {
        4: streamText(EVIL),
        [value]: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange ${blank} /Contents ${contents} >>`,
      },
    });
    const moved = Buffer.concat([forged, signed.subarray(secondStart, secondStart + secondLength)]);
    const range = `[0 ${firstLength} ${forged.length} ${secondLength}`.padEnd(blank.length - 1);
    return Buffer.from(moved.toString('latin1').replace(blank, `${range}]`), 'latin1');
  },
  'objects inside the gap': ({ signed }) =>
    inGap(signed, `>> 4 0 obj ${streamText(EVIL).replaceAll('\n', ' ')} endobj`),
  'a comment inside the gap': ({ signed }) => inGap(signed, '% nothing to see'),
  'blanks inside the gap': ({ signed }) => inGap(signed, ' '.repeat(20)),
  'bytes behind the value, inside the Contents': ({ signed }) =>
    edited(signed, /0{64}>/, (found) => `${'0'.repeat(found.length - 9)}deadbeef>`),
};

/** Puts text where the padding of the value was, inside what the ByteRange leaves out. */
function inGap(signed: Buffer, text: string): Buffer {
  return edited(signed, /0{300,}>/, (found) => `${'0'.repeat(found.length - text.length - 1)}>${text}`);
}

function rangesOf(file: Buffer): readonly number[] {
  const [found = ''] = BYTE_RANGE.exec(file.toString('latin1')) ?? [];
  return (found.match(/\d+/g) ?? []).map(Number);
}

const PAYLOAD =
  '<< /Type /Filespec /F (atto.pdf) /UF (atto.pdf) /AFRelationship /EncryptedPayload /EF << /F 91 0 R >> ' +
  '/EP << /Type /EncryptedPayload /Subtype /Qualcuno >> >>';

/**
 * Makes of a file the unencrypted wrapper of an encrypted document (ISO 32000-2 §7.6.7): readers that know how to decrypt
 * that one show it, and none of the pages around it.
 */
export function wrapped(file: Buffer, payload = 'Atto cifrato'): Buffer {
  const names = '/Names << /EmbeddedFiles << /Names [(atto.pdf) 90 0 R] >> >>';
  const entries = `/AF [90 0 R] ${names} /Collection << /Type /Collection /View /H /D (atto.pdf) >>`;
  return appendRevision(file, {
    objects: {
      1: objectText(file, 1).replace('<<', `<< ${entries} `),
      90: PAYLOAD,
      91: streamText(payload, '/Type /EmbeddedFile /Subtype /application#2Fpdf'),
    },
  });
}

/** A file that is two things at once. */
export const POLYGLOTS: Readonly<Record<string, (ground: AttackGround) => Buffer>> = {
  'a page of the web before the header': ({ signed }) =>
    Buffer.concat([Buffer.from('<html><script>alert(1)</script>\n'), signed]),
  'an archive behind the end': ({ signed }) =>
    Buffer.concat([signed, Buffer.from('504b0506000000000000000000000000000000000000', 'hex')]),
  'a second document behind the end': ({ signed }) => Buffer.concat([signed, signed]),
};
