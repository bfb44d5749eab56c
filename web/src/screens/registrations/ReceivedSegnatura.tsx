import type { ReceivedSegnaturaView } from '../../api/desks';
import { Badge } from '../../design/Badge';
import { FactList } from '../../design/FactList';
import { Notice } from '../../design/Notice';
import { useTexts } from '../../texts/use-texts';

/** What the sender's office wrote of its own document, and what is wrong with it. */
export function ReceivedSegnatura({ found }: { readonly found: ReceivedSegnaturaView }) {
  const say = useTexts();
  const { content, anomalies, sealConclusion } = found;
  const { heading, sender, edition, isSealed, faults, main, annexes } = content;
  const { identifier } = heading;
  return (
    <>
      <h3>
        {say('exchange.received')} <Badge>{say('exchange.edition', { edition })}</Badge>
      </h3>
      {anomalies.length > 0 && (
        <Notice tone="warning" title={say('exchange.anomalies')}>
          <ul>
            {anomalies.map(({ code, fileName }) => (
              <li key={`${code} ${fileName ?? ''}`}>
                <code>{code}</code> {fileName}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {faults.length > 0 && (
        <Notice tone="warning" title={say('exchange.faults', { count: faults.length })}>
          {faults.map(({ field }) => field).join(', ')}
        </Notice>
      )}
      <FactList
        className="lf-facts-3"
        facts={[
          { label: say('exchange.number'), value: `${identifier.number} · ${identifier.date}` },
          { label: say('exchange.body'), value: identifier.body.name ?? identifier.body.code },
          { label: say('exchange.aoo'), value: identifier.aoo.name ?? identifier.aoo.code },
          sender && {
            label: say('exchange.sender'),
            value: [sender.name, sender.familyName].join(' ').trim(),
          },
          heading.subject === null ? null : { label: say('registry.subject'), value: heading.subject },
          { label: say('exchange.files'), value: filesOf(main?.fileName, annexes.length) },
          {
            label: say('exchange.seal'),
            value: isSealed
              ? say('exchange.sealIs', { conclusion: sealConclusion ?? '—' })
              : say('exchange.noSeal'),
          },
        ]}
      />
    </>
  );
}

function filesOf(main: string | undefined, annexes: number): string {
  return annexes === 0 ? (main ?? '—') : `${main ?? '—'} + ${annexes}`;
}
