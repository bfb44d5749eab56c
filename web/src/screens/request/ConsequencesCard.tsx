import { useQuery } from '@tanstack/react-query';
import { tasks } from '../../api/endpoints';
import type { RequestDetail } from '../../api/types';
import { FactList } from '../../design/FactList';
import { Notice } from '../../design/Notice';
import { useTexts } from '../../texts/use-texts';

/** What follows from a signature or a visto, before it is made: numbers, recipients, opinions against, who is next. */
export function ConsequencesCard({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  const { myTask, version } = request;
  const { data } = useQuery({
    queryKey: ['request', request.id, 'consequences', version],
    queryFn: () => tasks.consequences(myTask?.id ?? ''),
    enabled: myTask !== null,
  });
  if (!myTask || !data) return null;
  const list = (items: readonly string[]) => (items.length > 0 ? items.join(', ') : say('consequences.none'));
  return (
    <section className="lf-card" aria-labelledby="consequences">
      <h2 id="consequences">{say('consequences.title')}</h2>
      {request.why && <p>{request.why}</p>}
      {data.contraryOpinions.map(({ by, reasons }) => (
        <Notice key={by} tone="warning" title={say('consequences.contrary', { name: by })}>
          <p>{reasons}</p>
        </Notice>
      ))}
      <FactList
        facts={[
          {
            label: say('consequences.registers'),
            value:
              data.registers.length > 0
                ? say(data.numberInAct ? 'consequences.numberInAct' : 'consequences.numbers', {
                    count: data.registers.length,
                    registers: data.registers.join(', '),
                  })
                : say('consequences.none'),
          },
          {
            label: say('consequences.recipients'),
            value: list(
              data.recipients.map(({ name, channel }) => (channel ? `${name} (${channel})` : name)),
            ),
          },
          {
            label: say('consequences.next'),
            value: data.isLast ? say('consequences.last') : list(data.next),
          },
        ]}
      />
    </section>
  );
}
