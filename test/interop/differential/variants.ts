import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { XmlEngine } from '@libro-firma/xml';
import { appendRevision, objectText, streamText } from '../../../libs/signature/testing/append-revision';
import { signedEnvelopes } from '../../../libs/signature/testing/kinds/signed-envelopes';
import type { SignedKind } from '../../../libs/signature/testing/kinds/signed-kind';
import { signedPdfs } from '../../../libs/signature/testing/kinds/signed-pdfs';
import { signedXmlAndContainers } from '../../../libs/signature/testing/kinds/signed-xml-and-containers';
import { numbers } from '../../../libs/signature/testing/numbers';
import type { LivePki } from '../../../libs/signature/testing/pki/live-services';
import type { ComparedFile } from './compared-file';

type Next = (below: number) => number;
type Change = readonly [name: string, apply: (file: Buffer, next: Next) => Buffer];

const ANY_FILE: readonly Change[] = [
  ['as it was made', (file) => file],
  [
    'one byte changed',
    (file, next) => {
      const changed = Buffer.from(file);
      const place = next(file.length);
      changed[place] = (changed[place] ?? 0) ^ (1 + next(255));
      return changed;
    },
  ],
  ['cut off', (file, next) => file.subarray(0, 1 + next(file.length - 1))],
  ['bytes appended', (file, next) => Buffer.concat([file, Buffer.alloc(1 + next(40), 0x20 + next(90))])],
  [
    'a piece repeated',
    (file, next) => {
      const start = next(file.length);
      const end = Math.min(file.length, start + 1 + next(200));
      return Buffer.concat([file.subarray(0, end), file.subarray(start)]);
    },
  ],
];

const PDF_ONLY: readonly Change[] = [
  ['page text replaced', (file) => appendRevision(file, { objects: { 4: streamText('BT ET') } })],
  [
    'page turned',
    (file) => appendRevision(file, { objects: { 3: objectText(file, 3).replace('<<', '<< /Rotate 90 ') } }),
  ],
  [
    'note added',
    (file) =>
      appendRevision(file, {
        objects: {
          3: objectText(file, 3).includes('/Annots')
            ? objectText(file, 3).replace(/\/Annots\s*\[/, '/Annots [990 0 R ')
            : objectText(file, 3).replace('<<', '<< /Annots [990 0 R] '),
          990: '<< /Type /Annot /Subtype /Square /Rect [72 72 300 300] /C [1 0 0] /IC [1 0 0] /F 4 >>',
        },
      }),
  ],
  [
    'catalogue extended',
    (file) => appendRevision(file, { objects: { 1: objectText(file, 1).replace('<<', '<< /Lang (it) ') } }),
  ],
  [
    'action on opening',
    (file) =>
      appendRevision(file, {
        objects: {
          1: objectText(file, 1).replace('<<', '<< /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> '),
        },
      }),
  ],
  [
    'font replaced',
    (file) => appendRevision(file, { objects: { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' } }),
  ],
  ['object that nobody uses', (file) => appendRevision(file, { objects: { 991: '(nobody)' } })],
];

/** Files of every kind that is signed here, each changed in one way out of a list, by numbers that can be had again. */
export async function writeVariants(
  live: LivePki,
  engine: XmlEngine,
  folder: string,
  count: number,
): Promise<readonly ComparedFile[]> {
  const kinds = [
    ...(await signedPdfs(live)),
    ...(await signedEnvelopes(live)),
    ...(await signedXmlAndContainers(live, engine)),
  ].filter((kind) => kind.toValidate(kind.subject).contents === undefined);
  const next = numbers(20_261_125);
  return Array.from({ length: count }, (_, run) =>
    variantOf(kinds[run % kinds.length], run, next, folder),
  ).flatMap((one) => one ?? []);
}

function variantOf(
  kind: SignedKind | undefined,
  run: number,
  next: Next,
  folder: string,
): ComparedFile | undefined {
  if (!kind) return undefined;
  const changes = kind.name.startsWith('PAdES') ? [...ANY_FILE, ...PDF_ONLY] : ANY_FILE;
  const [what, apply] = changes[next(changes.length)] ?? ANY_FILE[0]!;
  const path = join(folder, `variant-${run}.bin`);
  writeFileSync(path, apply(kind.subject, next));
  return {
    origin: `${kind.name.split(/[ ,]/)[0] ?? ''}, ${what}`,
    name: `${kind.name} #${run}`,
    path,
    contents: [],
  };
}
