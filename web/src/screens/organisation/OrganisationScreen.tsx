import { useQuery } from '@tanstack/react-query';
import { organisation } from '../../api/endpoints';
import type { OrganisationView } from '../../api/types';
import { useMay } from '../../app/session/use-session';
import { Badge } from '../../design/Badge';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Icon } from '../../design/Icon';
import { PageHeader } from '../../design/PageHeader';
import { DocumentTypes } from '../document-types/DocumentTypes';
import { AccessTokens } from '../programs/AccessTokens';
import { Webhooks } from '../programs/Webhooks';
import { Skeleton } from '../../design/Skeleton';
import { Table } from '../../design/Table';
import { useTexts } from '../../texts/use-texts';
import './organisation.css';

/** The body as it is set up: areas, sectors, offices, and who has which power. */
export function OrganisationScreen() {
  const say = useTexts();
  const may = useMay();
  const view = useQuery({ queryKey: ['organisation'], queryFn: organisation.view, staleTime: 60_000 });
  return (
    <div className="lf-page">
      <PageHeader
        title={say('organisation.title')}
        lead={
          view.data && `${view.data.body.name} · ${say('organisation.ipa', { code: view.data.body.ipaCode })}`
        }
      />
      {view.isPending && <Skeleton rows={5} />}
      {view.isError && <ErrorNotice error={view.error} onRetry={() => void view.refetch()} />}
      <div className="lf-areas">
        {view.data?.aoos.map((aoo) => (
          <Area key={aoo.id} aoo={aoo} />
        ))}
      </div>
      <People />
      {may('types.keep') && <DocumentTypes />}
      {may('notifications.manage-webhooks') && <Webhooks />}
      {may('organisation.oversee-access-tokens') && <AccessTokens ofEverybody />}
    </div>
  );
}

function Area({ aoo }: { readonly aoo: OrganisationView['aoos'][number] }) {
  const say = useTexts();
  return (
    <section className="lf-card">
      <h2>
        {aoo.name} <Badge>{say('organisation.aoo', { code: aoo.code })}</Badge>
      </h2>
      {aoo.mailbox && (
        <p className="lf-soft">
          <Icon name="it-mail" size="xs" /> {say('organisation.mailbox')}: {aoo.mailbox}
        </p>
      )}
      {aoo.sectors.map((sector) => (
        <div key={sector.id} className="lf-sector">
          <h3>{sector.name}</h3>
          <ul>
            {sector.offices.map((office) => (
              <li key={office.id}>
                {office.name} <span className="lf-soft">{office.code}</span> <Badge>{office.kind}</Badge>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function People() {
  const say = useTexts();
  const people = useQuery({ queryKey: ['people'], queryFn: () => organisation.people({}) });
  if (!people.data) return null;
  return (
    <section className="lf-card lf-card-flush">
      <h2 className="lf-organisation-heading">{say('organisation.people')}</h2>
      <Table
        label={say('organisation.people')}
        columns={[say('organisation.person'), say('organisation.offices'), say('organisation.roles')]}
      >
        {people.data.items.map((person) => (
          <tr key={person.id}>
            <td>
              <b>{person.fullName}</b>
            </td>
            <td data-label={say('organisation.offices')}>{person.offices.join(', ')}</td>
            <td data-label={say('organisation.roles')}>
              {person.roles.map((role) => say(`role.${role}`)).join(', ')}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
