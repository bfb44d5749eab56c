import type { RequestDetail } from '../../api/types';
import { Badge } from '../../design/Badge';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

/** Every number that the act took, also those that were annulled or whose act left its route. */
export function NumbersCard({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  const format = useFormat();
  if (request.numbers.length === 0) return null;
  return (
    <section className="lf-card">
      <h2>{say('request.numbers')}</h2>
      <ul className="lf-plain-list">
        {request.numbers.map((own) => (
          <li key={own.registrationId}>
            <b>{own.register}</b>{' '}
            {say('request.numberOf', { number: own.number, date: format.day(own.registeredOn) })}{' '}
            {own.annulledAt && <Badge tone="bad">{say('request.numberAnnulled')}</Badge>}
            {own.leftBecause && !own.annulledAt && (
              <Badge tone="warning">{say('request.numberLeft', { revision: own.revision })}</Badge>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
