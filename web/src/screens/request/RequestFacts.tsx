import type { RequestDetail } from '../../api/types';
import { FactList } from '../../design/FactList';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

export function RequestFacts({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  const format = useFormat();
  const recipients = request.registration?.recipients ?? [];
  return (
    <section className="lf-card">
      <h2>{say('request.summary')}</h2>
      <FactList
        className="lf-facts-2"
        facts={[
          { label: say('request.book'), value: request.bookName },
          { label: say('request.requester'), value: request.requester },
          { label: say('request.created'), value: format.instant(request.createdAt) },
          { label: say('request.revision'), value: request.revision },
          request.dueOn ? { label: say('request.due'), value: format.day(request.dueOn) } : null,
          request.withProtocol
            ? {
                label: say('request.registration'),
                value: request.registrationNumber
                  ? say('request.registeredAs', { number: request.registrationNumber })
                  : say('request.notRegistered'),
              }
            : null,
          request.registration
            ? { label: say('request.classification'), value: request.registration.classificationCode }
            : null,
          recipients.length > 0
            ? {
                label: say('request.recipients'),
                value: recipients
                  .map((each) => [each.name, each.familyName].filter(Boolean).join(' '))
                  .join(', '),
              }
            : null,
        ]}
      />
    </section>
  );
}
