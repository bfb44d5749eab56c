import { useMutation } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import type { RepetitionView } from '../../api/types';
import { verifications } from '../../api/verifications';
import { Button } from '../../design/Button';
import { ButtonDownload } from '../../design/ButtonDownload';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

interface KeptFileProps {
  readonly id: string;
  readonly until: string;
  readonly onForgotten: () => void;
}

/** A file that was asked to be kept: to have it back, to verify it again as then, or to let it go. */
export function KeptFile({ id, until, onForgotten }: KeptFileProps) {
  const say = useTexts();
  const format = useFormat();
  const repetition = useMutation({ mutationFn: () => verifications.repeat(id) });
  const forgetting = useMutation({ mutationFn: () => verifications.forget(id), onSuccess: onForgotten });
  const error = repetition.error ?? forgetting.error;
  return (
    <section className="lf-card">
      <h2>{say('verify.kept')}</h2>
      <p>{say('verify.keptUntil', { when: format.day(until) })}</p>
      <div className="lf-verify-reports">
        <ButtonDownload href={verifications.fileUrl(id)}>{say('verify.keptDownload')}</ButtonDownload>
        <Button icon="it-refresh" busy={repetition.isPending} onClick={() => repetition.mutate()}>
          {say('verify.repeat')}
        </Button>
        <Button
          look="danger"
          icon="it-delete"
          busy={forgetting.isPending}
          onClick={() => forgetting.mutate()}
        >
          {say('verify.keptForget')}
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
      {repetition.data && <Repeated repetition={repetition.data.repetition} />}
    </section>
  );
}

function Repeated({ repetition }: { readonly repetition: RepetitionView['repetition'] }) {
  const say = useTexts();
  const { locale } = useIntl();
  const { sameVerdict, differences } = repetition;
  return (
    <Notice
      tone={sameVerdict ? 'good' : 'warning'}
      title={say(sameVerdict ? 'verify.repeatSame' : 'verify.repeatOther')}
      announce
    >
      {differences.map(({ text, then, now }, place) => (
        <p key={place}>
          {locale === 'en' ? text.en : text.it}: {then} → {now}
        </p>
      ))}
    </Notice>
  );
}
