import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ValidAtView, VerificationView } from '../../api/types';
import { verifications } from '../../api/verifications';
import { Badge, type Tone } from '../../design/Badge';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

type Answer = ValidAtView['signatures'][number]['answer'];

const TONES: Readonly<Record<Answer, Tone>> = {
  VALID: 'good',
  NOT_VALID: 'bad',
  NOT_PROVEN: 'warning',
  OPEN: 'warning',
};
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the signatures were valid on a day that the reader chooses, and on what proof the answer rests. */
export function ValidAtDay({ view }: { readonly view: VerificationView }) {
  const say = useTexts();
  const { locale } = useIntl();
  const [day, setDay] = useState('');
  const { data, error } = useQuery({
    queryKey: ['valid-at', view.id, day],
    queryFn: ({ signal }) => verifications.validAt(view.id, day, signal),
    enabled: DAY.test(day),
  });
  return (
    <section className="lf-card">
      <h2>{say('verify.validAt')}</h2>
      <TextField
        type="date"
        label={say('verify.validAtDay')}
        hint={say('verify.validAtHint')}
        max={view.verifiedAt.slice(0, 10)}
        value={day}
        onChange={(event) => setDay(event.target.value)}
        fieldClassName="lf-verify-day"
      />
      {error && <ErrorNotice error={error} />}
      <ul className="lf-verify-list" aria-live="polite">
        {data?.signatures.map(({ signer, answer, text }, place) => (
          <li key={place}>
            <Badge tone={TONES[answer]}>{say(`verify.validAt.${answer}`)}</Badge>
            <span>
              {signer !== null && <strong>{signer}. </strong>}
              {locale === 'en' ? text.en : text.it}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
