import { readFileSync, writeFileSync } from 'node:fs';
import { createPrivateKey } from 'node:crypto';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { signPades } from '@libro-firma/signature';
import { appendRevision, objectText, streamText } from '../../../libs/signature/testing/append-revision';
import type { BenchKeys } from './keys';

const LOOK = '/Type /XObject /Subtype /Form /BBox [0 0 90 20] /Resources << /Font << /F1 5 0 R >> >>';
const FIELD = '/Type /Annot /Subtype /Widget /FT /Tx /T (Importo) /F 4 /Rect [72 600 162 620] /P 3 0 R';
const FORM = '/AcroForm << /Fields [80 0 R] /DR << /Font << /F1 5 0 R >> >> /DA (/F1 0 Tf) >>';

const look = (text: string): string => streamText(`BT /F1 10 Tf 2 5 Td (${text}) Tj ET`, LOOK);

/**
 * The case of the ratio: a form is signed as PAdES B-B, and then one field is filled, which is permitted. Whoever verifies
 * it has to say what the later revision did.
 */
export function writeLaterFilled(plain: string, keysFile: string, target: string): string {
  const keys = JSON.parse(readFileSync(keysFile, 'utf8')) as BenchKeys;
  const file = readFileSync(plain);
  const form = appendRevision(file, {
    objects: {
      1: objectText(file, 1).replace('<<', `<< ${FORM}`),
      3: objectText(file, 3).replace('<<', '<< /Annots [80 0 R]'),
      80: `<< ${FIELD} /AP << /N 81 0 R >> /V (100) >>`,
      81: look('100'),
    },
  });
  const [certificate, ...chain] = [keys.certificate, keys.issuer, keys.root].map((text) =>
    Buffer.from(text, 'base64'),
  );
  const options = { certificate: certificate ?? Buffer.alloc(0), chain, signingTime: new Date() };
  const { increment } = mustAccept(signPades(bufferSource(form), options, createPrivateKey(keys.key)));
  const filled = { 80: `<< ${FIELD} /AP << /N 90 0 R >> /V (200) >>`, 90: look('200') };
  writeFileSync(target, appendRevision(Buffer.concat([form, increment]), { objects: filled }));
  return target;
}
