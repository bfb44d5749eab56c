import { useQuery } from '@tanstack/react-query';
import { type DeskRule, deskRules } from '../../api/desks';
import { useMay } from '../../app/session/use-session';
import { useAction } from '../../app/use-action';
import { Button } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { Table } from '../../design/Table';
import { useTexts } from '../../texts/use-texts';
import { AddRule } from './AddRule';
import { isMeans } from './means';

const KEY = ['desk-rules'];

/** Rules that propose a class or file by themselves, asked in their order; the first that fits is taken. */
export function DeskRulesScreen() {
  const say = useTexts();
  const manages = useMay()('protocol.manage');
  const query = useQuery({ queryKey: KEY, queryFn: deskRules.list });
  const { error, run } = useAction(KEY);
  return (
    <div className="lf-page">
      <PageHeader
        title={say('rules.title')}
        back={{ to: '/filing-desk', label: say('filing.title') }}
        lead={say('rules.lead')}
      />
      {error !== null && <ErrorNotice error={error} />}
      {query.isPending && <Skeleton />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <EmptyState icon="it-list" title={say('rules.none')} />}
      {query.data && query.data.items.length > 0 && (
        <section className="lf-card lf-card-flush">
          <Rules
            items={query.data.items}
            onEnd={manages ? (id) => void run(() => deskRules.end(id)) : null}
          />
        </section>
      )}
      {manages && <AddRule />}
    </div>
  );
}

interface RulesProps {
  readonly items: readonly DeskRule[];
  readonly onEnd: ((id: string) => void) | null;
}

function Rules({ items, onEnd }: RulesProps) {
  const say = useTexts();
  return (
    <Table
      label={say('rules.title')}
      columns={[say('rules.name'), say('rules.when'), say('rules.then'), say('rules.actions')]}
    >
      {items.map((rule) => (
        <tr key={rule.id}>
          <td>
            <b>{rule.name}</b>
          </td>
          <td data-label={say('rules.when')}>
            <Conditions rule={rule} />
          </td>
          <td data-label={say('rules.then')}>
            {rule.proposeClass !== null && say('rules.proposes', { code: rule.proposeClass })}{' '}
            {rule.fileInto !== null && say(`rules.into.${rule.fileInto}`)}
          </td>
          <td>
            {onEnd && (
              <Button size="small" look="plain" onClick={() => onEnd(rule.id)}>
                {say('rules.end')}
                <span className="visually-hidden">: {rule.name}</span>
              </Button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Conditions({ rule }: { readonly rule: DeskRule }) {
  const say = useTexts();
  const { documentType, means, mailbox, classificationCode, words } = rule;
  const parts = [
    documentType !== null && say('rules.if.type', { value: documentType }),
    means !== null &&
      say('rules.if.means', { value: isMeans(means) ? say(`incoming.means.${means}`) : means }),
    mailbox !== null && say('rules.if.mailbox', { value: mailbox }),
    classificationCode !== null && say('rules.if.class', { value: classificationCode }),
    words !== null && say('rules.if.words', { value: words }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? say('rules.always') : parts.join(' · ');
}
