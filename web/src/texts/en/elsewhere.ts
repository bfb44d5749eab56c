import type { elsewhere as italian } from '../it/elsewhere';

export const elsewhere: Readonly<Record<keyof typeof italian, string>> = {
  'elsewhere.title': 'Sign with another program',
  'elsewhere.lead': 'Download the file, sign it on your computer and bring it back here.',
  'elsewhere.back': 'Back to the document',
  'elsewhere.state.TO_SIGN': 'To sign',
  'elsewhere.state.UNDER_WAY': 'Being signed',
  'elsewhere.state.WAITS': 'Signed, waiting for its verification',
  'elsewhere.state.SIGNED': 'Signed',
  'elsewhere.main': 'Main document',
  'elsewhere.annex': 'Annex',
  'elsewhere.signatures':
    '{count, plural, =0 {no signature} one {1 signature already} other {# signatures already}}',
  'elsewhere.format.PADES': 'Sign it as a PDF (PAdES), without certifying the document.',
  'elsewhere.format.CADES': 'Sign it in a .p7m envelope (CAdES).',
  'elsewhere.format.both': 'Sign it as a PDF (PAdES), without certifying it, or in a .p7m envelope (CAdES).',
  'elsewhere.format.none': 'The type of the act admits no further signature on this file.',
  'elsewhere.take': 'Download to sign',
  'elsewhere.takeAgain': 'Download the new file',
  'elsewhere.taken': 'The file is yours until {until}',
  'elsewhere.takenText':
    'Others who are to sign it wait. Afterwards you may still bring it back, unless somebody else took it meanwhile.',
  'elsewhere.download': 'Download the same file again',
  'elsewhere.giveBack': 'Give it up',
  'elsewhere.upload': 'Bring the signed file back.',
  'elsewhere.uploadHint': 'The signed PDF or the .p7m envelope. Nothing else in the file may change.',
  'elsewhere.sending': 'Sending and verifying the signed file…',
  'elsewhere.held': '{holder} is signing it, until {until}',
  'elsewhere.heldText': 'The signers of one file sign one after the other: try again after that time.',
  'elsewhere.signed': 'The signature was accepted',
  'elsewhere.waits': 'Signature received, waiting for its verification',
  'elsewhere.waitsText': '{why}. It is verified again by itself: you need not sign again.',
  'elsewhere.done': 'All files are signed',
  'elsewhere.doneText': 'The document goes on by itself.',
  'elsewhere.rest':
    '{count, plural, one {1 file is still to be signed} other {# files are still to be signed}}',
  'elsewhere.reasons': 'Why you sign although an opinion is contrary',
};
