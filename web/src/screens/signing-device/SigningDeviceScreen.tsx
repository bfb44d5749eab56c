import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { signingDevice } from '../../api/endpoints';
import type { ChosenCredential, EnrolmentView } from '../../api/types';
import { ErrorNotice } from '../../design/ErrorNotice';
import { FactList } from '../../design/FactList';
import { Notice } from '../../design/Notice';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { DeviceOffer } from './DeviceOffer';

const CURRENT = ['signing-device'];

/** First use and every change after it: what one signs with, which keys are one's own, and a trial that one of them signs. */
export function SigningDeviceScreen() {
  const say = useTexts();
  const client = useQueryClient();
  const current = useQuery({ queryKey: CURRENT, queryFn: signingDevice.current });
  const offers = useQuery({ queryKey: [...CURRENT, 'offers'], queryFn: signingDevice.offers });
  const [chosen, setChosen] = useState<ChosenCredential | null>(null);
  const [done, setDone] = useState(false);
  const enrolled = (view: EnrolmentView) => {
    client.setQueryData(CURRENT, view);
    setChosen(null);
    setDone(true);
  };
  return (
    <div className="lf-page lf-page-narrow lf-stack">
      <PageHeader title={say('device.title')} lead={say('device.lead')} />
      {current.isPending && <Skeleton rows={3} />}
      {current.isError && <ErrorNotice error={current.error} onRetry={() => void current.refetch()} />}
      {done && <Notice tone="good" announce title={say('device.done')} />}
      {current.data && <CurrentDevice view={current.data} />}
      <section className="lf-stack">
        <h2>{say('device.offers')}</h2>
        {offers.isPending && <Skeleton rows={4} />}
        {offers.isError && <ErrorNotice error={offers.error} onRetry={() => void offers.refetch()} />}
        {offers.data?.devices.map((device) => (
          <DeviceOffer
            key={device.id}
            device={device}
            chosen={chosen}
            onChoose={(choice) => {
              setDone(false);
              setChosen(choice);
            }}
            onEnrolled={enrolled}
          />
        ))}
      </section>
    </div>
  );
}

function CurrentDevice({ view: { current } }: { readonly view: EnrolmentView }) {
  const say = useTexts();
  const { day } = useFormat();
  if (!current)
    return (
      <Notice tone="warning" title={say('device.none')}>
        <p>{say('device.noneText')}</p>
      </Notice>
    );
  return (
    <section className="lf-card">
      <h2>{say('device.current')}</h2>
      {current.problem && (
        <Notice tone="warning" title={current.problem.text}>
          {current.problem.remedy && <p>{current.problem.remedy}</p>}
        </Notice>
      )}
      <FactList
        facts={[
          { label: say('device.name'), value: current.deviceName },
          { label: say('device.holder'), value: current.holder },
          { label: say('device.issuer'), value: current.issuer },
          { label: say('device.validTo'), value: day(current.validTo) },
          { label: say('device.since'), value: day(current.since) },
        ]}
      />
    </section>
  );
}
