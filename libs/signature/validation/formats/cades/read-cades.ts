import { refuse } from '@libro-firma/kernel';
import { signatureRefusals } from '../../../signature.refusals';
import type { FormatReader } from '../format-reader';

/** CMS files are recognised and not read yet: their verdict is FORMAT_ERROR, never a guess. */
export const cadesReader: FormatReader = {
  format: 'UNKNOWN',
  read: () => Promise.resolve(refuse(signatureRefusals.FORMAT_NOT_READ())),
};
