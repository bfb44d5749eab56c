import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { verifications } from '../../api/verifications';
import { Notice } from '../../design/Notice';
import { useTexts } from '../../texts/use-texts';

/** What weakens every verdict or report of today: no trusted list, one that is out of date, no seal. */
export function TrustNotice() {
  const say = useTexts();
  const { locale } = useIntl();
  const { data } = useQuery({ queryKey: ['trusted-lists'], queryFn: verifications.trust, staleTime: 60_000 });
  if (!data) return null;
  const stale = data.lists.filter(({ isStale }) => isStale).map(({ territory }) => territory);
  const { because } = data.seal;
  const lines = [
    data.lists.length === 0 ? say('verify.trust.none') : '',
    stale.length > 0 ? say('verify.trust.stale', { territories: stale.join(', ') }) : '',
    because ? say('verify.trust.noSeal', { because: locale === 'en' ? because.en : because.it }) : '',
  ].filter((line) => line !== '');
  if (lines.length === 0) return null;
  return (
    <Notice title={say('verify.trust.title')}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}
