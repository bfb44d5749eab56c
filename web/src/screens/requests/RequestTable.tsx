import { Link } from 'react-router';
import type { RequestSummary } from '../../api/types';
import { Badge } from '../../design/Badge';
import { Icon } from '../../design/Icon';
import { Table } from '../../design/Table';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { DueBadge } from '../queue/DueBadge';
import { StateBadge } from '../request/StateBadge';

const ENDED = ['ARCHIVED', 'REGISTERED', 'SIGNED', 'CANCELLED'];

export function RequestTable({ items }: { readonly items: readonly RequestSummary[] }) {
  const say = useTexts();
  return (
    <Table
      label={say('requests.list')}
      columns={[
        say('requests.subject'),
        say('requests.state'),
        say('requests.waitingFor'),
        say('requests.updated'),
      ]}
    >
      {items.map((item) => (
        <Row key={item.id} item={item} />
      ))}
    </Table>
  );
}

function Row({ item }: { readonly item: RequestSummary }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <tr>
      <td className="lf-requests-subject">
        <Link to={`/requests/${item.id}`}>{item.subject}</Link>
        <span className="lf-soft">
          {item.bookName} · {item.requester}
        </span>
        {item.blocked && (
          <span className="lf-requests-blocked">
            <Icon name="it-lock" size="xs" />
            {item.blocked.text}
          </span>
        )}
      </td>
      <td>
        <span className="lf-requests-state">
          <StateBadge state={item.state} />
          {item.urgent && <Badge tone="bad">{say('queue.urgent')}</Badge>}
          {item.dueOn && !ENDED.includes(item.state) && <DueBadge date={item.dueOn} />}
          {item.registrationNumber && item.registeredOn && (
            <span className="lf-soft lf-number">
              {say('requests.number', {
                number: item.registrationNumber,
                date: format.day(item.registeredOn),
              })}
            </span>
          )}
        </span>
      </td>
      <td data-label={say('requests.waitingFor')}>
        {item.waitingFor.length > 0 ? item.waitingFor.join(', ') : '—'}
      </td>
      <td className="lf-nowrap lf-soft" data-label={say('requests.updated')}>
        {format.instant(item.updatedAt)}
      </td>
    </tr>
  );
}
