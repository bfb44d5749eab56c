import { useMutation } from '@tanstack/react-query';
import { routes } from '../../api/endpoints';
import type { RehearsalView } from '../../api/types';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { routeOf, type Step } from './form-state';

/** What would come of the route if it started now: who, when, who is away, and when the act would be signed. */
export function RehearsalPanel({ steps }: { readonly steps: readonly Step[] }) {
  const say = useTexts();
  const rehearsal = useMutation({ mutationFn: () => routes.rehearse({ route: routeOf(steps) }) });
  return (
    <section className="lf-card" aria-labelledby="form-rehearsal">
      <div className="lf-form-section">
        <h2 id="form-rehearsal">{say('rehearsal.title')}</h2>
        <Button
          size="small"
          icon="it-clock"
          busy={rehearsal.isPending}
          disabled={steps.length === 0}
          onClick={() => rehearsal.mutate()}
        >
          {say('rehearsal.run')}
        </Button>
      </div>
      <p className="lf-field-hint">{say('rehearsal.hint')}</p>
      <div aria-live="polite">
        {rehearsal.error && <ErrorNotice error={rehearsal.error} />}
        {rehearsal.data && <Outcome rehearsal={rehearsal.data} />}
      </div>
    </section>
  );
}

function Outcome({ rehearsal }: { readonly rehearsal: RehearsalView }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <>
      <Notice
        tone={rehearsal.isPossible ? 'good' : 'warning'}
        title={
          rehearsal.isPossible
            ? say('rehearsal.ends', { when: format.instant(rehearsal.expectedEnd) })
            : say('rehearsal.impossible')
        }
      />
      <ol className="lf-rehearsal">
        {rehearsal.steps.map((step, index) => (
          <li key={index}>
            <b>{say('request.step', { number: index + 1, kind: say(`stepKind.${step.kind}`) })}</b>{' '}
            {step.addressees.join(', ')}
            <br />
            <span className="lf-soft">
              {say('rehearsal.between', {
                from: format.instant(step.opensAt),
                to: format.instant(step.endsAt),
              })}
            </span>
            {step.absent.length > 0 && <p>{say('rehearsal.absent', { names: step.absent.join(', ') })}</p>}
            {step.people.length > 0 && step.absent.length > 0 && (
              <p>{say('rehearsal.instead', { names: step.people.join(', ') })}</p>
            )}
            {step.obstacle && <p className="lf-field-error">{step.obstacle}</p>}
          </li>
        ))}
      </ol>
    </>
  );
}
