import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ArrivalState } from '../../api/protocol-types';
import { ButtonLink } from '../../design/Button';
import { PageHeader } from '../../design/PageHeader';
import { Tabs } from '../../design/Tabs';
import { useTexts } from '../../texts/use-texts';
import { AddArrival } from './AddArrival';
import { ArrivalList } from './ArrivalList';
import { RefusedFiles } from './RefusedFiles';
import './arrivals.css';

const TABS = ['WAITING', 'EXCLUDED', 'REGISTERED', 'REFUSED'] as const;
type TabId = (typeof TABS)[number];
const PANEL = 'arrivals-panel';

/** The desk of what has arrived: registered from here, or set aside with its reason. */
export function ArrivalsScreen() {
  const say = useTexts();
  const [params, setParams] = useSearchParams();
  const [fresh, setFresh] = useState(0);
  const tab = TABS.find((each) => each === params.get('state')) ?? 'WAITING';
  return (
    <div className="lf-page">
      <PageHeader
        title={say('arrivals.title')}
        back={{ to: '/registrations', label: say('registry.title') }}
        lead={say('arrivals.lead')}
        actions={<ButtonLink to="/exclusions">{say('exclusions.title')}</ButtonLink>}
      />
      <AddArrival key={fresh} onAdded={() => setFresh((count) => count + 1)} />
      <Tabs<TabId>
        label={say('arrivals.tabs')}
        panelId={PANEL}
        current={tab}
        tabs={TABS.map((id) => ({ id, label: say(`arrivals.${id}`) }))}
        onChoose={(state) => setParams({ state }, { replace: true })}
      />
      <section
        className="lf-card lf-card-flush"
        id={PANEL}
        role="tabpanel"
        aria-labelledby={`${PANEL}-tab-${tab}`}
      >
        {tab === 'REFUSED' ? <RefusedFiles /> : <ArrivalList state={tab satisfies ArrivalState} />}
      </section>
    </div>
  );
}
