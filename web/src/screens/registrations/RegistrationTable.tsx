import { Link } from 'react-router';
import type { Direction, RegistrationSummary } from '../../api/types';
import { Badge, type Tone } from '../../design/Badge';
import { Icon, type IconName } from '../../design/Icon';
import { Table } from '../../design/Table';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { EntrySubject } from './EntrySubject';

const TONES: Readonly<Record<Direction, Tone>> = { INCOMING: 'info', OUTGOING: 'good', INTERNAL: 'neutral' };
const ICONS: Readonly<Record<Direction, IconName>> = {
  INCOMING: 'it-arrow-down',
  OUTGOING: 'it-arrow-up',
  INTERNAL: 'it-exchange-circle',
};

export function DirectionBadge({ direction }: { readonly direction: Direction }) {
  const say = useTexts();
  return (
    <Badge tone={TONES[direction]} icon={ICONS[direction]}>
      {say(`registry.direction.${direction}`)}
    </Badge>
  );
}

export function RegistrationTable({ items }: { readonly items: readonly RegistrationSummary[] }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <Table
      label={say('registry.list')}
      columns={[
        say('registry.number'),
        say('registry.date'),
        say('registry.direction'),
        say('registry.subject'),
        say('registry.correspondents'),
        say('registry.class'),
      ]}
    >
      {items.map((item) => (
        <tr key={item.id}>
          <td className="lf-nowrap">
            {item.masked ? (
              <span className="lf-register-number">{item.number}</span>
            ) : (
              <Link
                className="lf-register-number"
                to={item.imported ? `/registrations/imported/${item.id}` : `/registrations/${item.id}`}
              >
                {item.number}
              </Link>
            )}
          </td>
          <td className="lf-nowrap lf-number">
            {format.day(item.registeredOn)}{' '}
            {!item.imported && <span className="lf-soft">{format.time(item.registeredAt)}</span>}
          </td>
          <td>{item.direction && <DirectionBadge direction={item.direction} />}</td>
          <td>
            {item.imported && <Badge icon="it-download">{say('imported.badge')}</Badge>}{' '}
            <EntrySubject entry={item} />{' '}
            {item.fileCount > 1 && (
              <span className="lf-soft lf-nowrap">
                <Icon name="it-clip" size="xs" /> {item.fileCount - 1}
                <span className="visually-hidden">{say('queue.annexes', { count: item.fileCount - 1 })}</span>
              </span>
            )}
          </td>
          <td data-label={say('registry.correspondents')}>{item.correspondents.join(', ')}</td>
          <td className="lf-nowrap" data-label={say('registry.class')}>
            {item.classificationCode}
          </td>
        </tr>
      ))}
    </Table>
  );
}
