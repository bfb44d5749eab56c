import { useState, type SyntheticEvent } from 'react';
import { signingDevice } from '../../api/endpoints';
import type { ChosenCredential, DevicesView, EnrolmentView } from '../../api/types';
import { CodeFields } from '../../app/signing/CodeFields';
import { useCodes } from '../../app/signing/use-codes';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { FactList } from '../../design/FactList';
import { Notice } from '../../design/Notice';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

type Device = DevicesView['devices'][number];
type Credential = Device['credentials'][number];

interface DeviceOfferProps {
  readonly device: Device;
  readonly chosen: ChosenCredential | null;
  readonly onChoose: (choice: ChosenCredential) => void;
  readonly onEnrolled: (view: EnrolmentView) => void;
}

/** One device with the person's own keys on it. */
export function DeviceOffer({ device, chosen, onChoose, onEnrolled }: DeviceOfferProps) {
  const say = useTexts();
  return (
    <section className="lf-card" aria-label={device.name}>
      <h3>{device.name}</h3>
      {device.refusal && (
        <Notice tone="warning" title={device.refusal.text}>
          {device.refusal.remedy && <p>{device.refusal.remedy}</p>}
        </Notice>
      )}
      {!device.refusal && device.credentials.length === 0 && <p>{say('device.noCredential')}</p>}
      {device.credentials.map((credential) => {
        const choice = { deviceId: device.id, credentialId: credential.id };
        const isChosen = chosen?.deviceId === device.id && chosen.credentialId === credential.id;
        return (
          <article key={credential.id} className="lf-stack">
            <CredentialFacts credential={credential} />
            {credential.refusal ? (
              <Notice tone="warning" title={credential.refusal.text}>
                {credential.refusal.remedy && <p>{credential.refusal.remedy}</p>}
              </Notice>
            ) : isChosen ? (
              <TrialForm choice={choice} asks={credential.asks} onEnrolled={onEnrolled} />
            ) : (
              <Button onClick={() => onChoose(choice)}>{say('device.choose')}</Button>
            )}
          </article>
        );
      })}
    </section>
  );
}

function CredentialFacts({ credential }: { readonly credential: Credential }) {
  const say = useTexts();
  const { day } = useFormat();
  return (
    <FactList
      facts={[
        { label: say('device.holder'), value: credential.holder },
        { label: say('device.issuer'), value: credential.issuer },
        { label: say('device.validTo'), value: day(credential.validTo) },
      ]}
    />
  );
}

interface TrialFormProps {
  readonly choice: ChosenCredential;
  readonly asks: Credential['asks'];
  readonly onEnrolled: (view: EnrolmentView) => void;
}

function TrialForm({ choice, asks, onEnrolled }: TrialFormProps) {
  const say = useTexts();
  const codes = useCodes(asks);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const taken = codes.take();
    if (!taken) return;
    setBusy(true);
    setError(null);
    signingDevice.enrol(choice, taken).then(onEnrolled, (failure: unknown) => {
      setError(failure);
      setBusy(false);
      codes.focus();
    });
  };
  return (
    <form className="lf-sign-form" onSubmit={submit}>
      <p className="lf-soft">{say('device.tryText')}</p>
      {error !== null && <ErrorNotice error={error} />}
      <CodeFields asks={asks} codes={codes} readOnly={busy} onSend={() => signingDevice.sendCode(choice)} />
      <Button look="primary" type="submit" icon="it-pencil" busy={busy}>
        {say(busy ? 'device.trying' : 'device.try')}
      </Button>
    </form>
  );
}
