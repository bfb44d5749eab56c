import type { Refusal, Text } from '@libro-firma/kernel';
import type { AdditionFault, ChangeKind, ExaminedAddition } from '@libro-firma/signature';
import { CHANGE_WORDS } from '../../../verification';
import { elsewhereRefusals as refusals } from '../../domain/elsewhere/elsewhere.refusals';

/** Changes that one refusal names; the others are more of the same. */
const MOST_NAMED = 5;

type Fault = Extract<ExaminedAddition, { kind: 'FAULT' }>;

const REFUSALS: Readonly<Record<Exclude<AdditionFault, 'OTHER_CHANGES'>, () => Refusal>> = {
  NOT_READABLE: refusals.NO_SIGNED_FILE,
  OTHER_BYTES: refusals.NOT_THE_GIVEN_BYTES,
  NOTHING_ADDED: refusals.NOTHING_WAS_ADDED,
  NO_SIGNATURE: refusals.NO_SIGNATURE_ADDED,
  SEVERAL_SIGNATURES: refusals.SEVERAL_SIGNATURES_ADDED,
  CERTIFICATION: refusals.CERTIFICATION_ADDED,
  NOT_COMPARABLE: refusals.ADDITION_NOT_COMPARABLE,
  NOT_WHOLE: refusals.SIGNATURE_LEAVES_BYTES_OUT,
  OTHER_CONTENT: refusals.OTHER_CONTENT_IN_ENVELOPE,
  EARLIER_SIGNER_CHANGED: refusals.EARLIER_SIGNER_CHANGED,
};

/** What is told to who uploaded a file that is not the one given out with his signature: by name, and in his language. */
export function refusalOfAddition({ fault, changes }: Fault): Refusal {
  if (fault !== 'OTHER_CHANGES') return REFUSALS[fault]();
  const words = (language: keyof Text): string =>
    changes
      .slice(0, MOST_NAMED)
      .map(({ kind, page, field }) => {
        const where = [page && `p. ${page}`, field && `«${field}»`].filter(Boolean).join(', ');
        const { [language]: what } = CHANGE_WORDS[kind as ChangeKind];
        return where === '' ? what : `${what} (${where})`;
      })
      .join('; ');
  const [italian, english] = [refusals.OTHER_CHANGES_ADDED({ changes: words('it') }), words('en')];
  const { en } = refusals.OTHER_CHANGES_ADDED({ changes: english }).text;
  return { ...italian, text: { it: italian.text.it, en } };
}
