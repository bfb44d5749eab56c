import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { QueriedPage } from '../../app/QueriedPage';
import { correspondents } from '../../api/protocol';
import type { CorrespondentDetail } from '../../api/protocol-types';
import { Button } from '../../design/Button';
import { FactList } from '../../design/FactList';
import { Notice } from '../../design/Notice';
import { PageHeader } from '../../design/PageHeader';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { EditCorrespondent } from './EditCorrespondent';
import { nameOf } from './name-of';
import '../arrivals/arrivals.css';

/** One correspondent, with what was known of it before and those that were merged into it. */
export function CorrespondentScreen() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['correspondent', id], queryFn: () => correspondents.one(id) });
  return <QueriedPage query={query}>{(known) => <CorrespondentPage known={known} />}</QueriedPage>;
}

function CorrespondentPage({ known }: { readonly known: CorrespondentDetail }) {
  const say = useTexts();
  const [isEditing, setIsEditing] = useState(false);
  const isCurrent = known.mergedInto === null;
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader
        title={nameOf(known)}
        back={{ to: '/correspondents', label: say('correspondents.title') }}
        lead={say(`kind.${known.kind}`)}
        actions={
          isCurrent && (
            <Button icon="it-pencil" onClick={() => setIsEditing(true)}>
              {say('correspondents.edit')}
            </Button>
          )
        }
      />
      {isEditing && <EditCorrespondent known={known} onClose={() => setIsEditing(false)} />}
      {known.mergedInto !== null && (
        <Notice title={say('correspondents.mergedInto')}>
          <Link to={`/correspondents/${known.mergedInto}`}>{say('correspondents.openKept')}</Link>
        </Notice>
      )}
      <section className="lf-card">
        <FactList
          facts={[
            { label: say('correspondents.code'), value: known.taxCode ?? known.ipaCode ?? '—' },
            { label: say('correspondents.email'), value: known.email ?? '—' },
          ]}
        />
      </section>
      {known.merged.length > 0 && (
        <section className="lf-card">
          <h2>{say('correspondents.merged')}</h2>
          <ul>
            {known.merged.map((each) => (
              <li key={each.id}>
                <Link to={`/correspondents/${each.id}`}>{nameOf(each)}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <History known={known} />
    </div>
  );
}

function History({ known }: { readonly known: CorrespondentDetail }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <section className="lf-card">
      <h2>{say('correspondents.history')}</h2>
      <ul className="lf-arrivals-list">
        {known.history.map((version) => (
          <li key={version.version}>
            <div>
              <p>
                <b>{say('correspondents.version', { version: version.version })}</b> {nameOf(version.known)}{' '}
                {version.known.taxCode ?? version.known.ipaCode} {version.known.email}
              </p>
              <p className="lf-soft">
                {say('correspondents.changed', {
                  day: format.day(version.changedAt.slice(0, 10)),
                  person: version.changedBy ?? say('correspondents.system'),
                  reason: version.reason,
                })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
