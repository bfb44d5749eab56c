import { useState } from 'react';
import { Link } from 'react-router';
import type { RegistrationDetail } from '../../api/types';
import { Notice } from '../../design/Notice';
import { PageHeader } from '../../design/PageHeader';
import { useTexts } from '../../texts/use-texts';
import { IncomingForm } from './IncomingForm';
import '../request-form/request-form.css';
import './registrations.css';

/** Registration of what arrives, without a mouse: after each one the number, and a new empty form. */
export function IncomingScreen() {
  const say = useTexts();
  const [done, setDone] = useState<RegistrationDetail | null>(null);
  const [copied, setCopied] = useState(false);
  const finish = (registration: RegistrationDetail) => {
    setDone(registration);
    setCopied(false);
    navigator.clipboard.writeText(registration.number).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader
        title={say('incoming.title')}
        back={{ to: '/registrations', label: say('registry.title') }}
        lead={<span className="lf-incoming-keys">{say('incoming.keys')}</span>}
      />
      <div role="status">
        {done && (
          <Notice tone="good" title={say('incoming.done', { number: done.number })}>
            <p>
              {done.subject} {copied && <span>· {say('incoming.copied')}</span>}{' '}
              <Link to={`/registrations/${done.id}`}>{say('incoming.open')}</Link>
            </p>
          </Notice>
        )}
      </div>
      <IncomingForm key={done?.id ?? 'first'} onDone={finish} />
    </div>
  );
}
