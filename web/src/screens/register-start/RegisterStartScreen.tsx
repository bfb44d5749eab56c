import { useQuery } from '@tanstack/react-query';
import { QueriedPage } from '../../app/QueriedPage';
import { registerStart, type RegisterStartView } from '../../api/register-start';
import { EmptyState } from '../../design/EmptyState';
import { Notice } from '../../design/Notice';
import { PageHeader } from '../../design/PageHeader';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { ImportCard } from './ImportCard';
import { OpenRegister } from './OpenRegister';
import { SendRegister } from './SendRegister';
import '../arrivals/arrivals.css';
import './register-start.css';

const REGISTER_START = ['register-start'];
const WATCH_MS = 1_000;

/** How the register begins: the old one is imported, and the new one opened at the number that follows. */
export function RegisterStartScreen() {
  const query = useQuery({
    queryKey: REGISTER_START,
    queryFn: registerStart.view,
    refetchInterval: ({ state }) => (isMoving(state.data) ? WATCH_MS : false),
  });
  return <QueriedPage query={query}>{(start) => <StartPage start={start} />}</QueriedPage>;
}

function StartPage({ start }: { readonly start: RegisterStartView }) {
  const say = useTexts();
  const format = useFormat();
  const { hasNumbers, imports, opening } = start;
  const isLoading = imports.some(({ state }) => state === 'LOADING');
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader
        title={say('start.title')}
        back={{ to: '/registrations', label: say('registry.title') }}
        lead={say('start.lead', { register: start.register.name })}
      />
      {hasNumbers && <Notice title={say('start.hasNumbers')}>{say('start.hasNumbersText')}</Notice>}
      {opening && (
        <Notice tone="good" title={say('start.opened', { number: opening.firstNumber, year: opening.year })}>
          {say('start.openedBy', { act: opening.actReference, day: format.day(opening.actDate) })}
        </Notice>
      )}
      {!hasNumbers && !isLoading && <SendRegister replaces={imports.some(({ report }) => report !== null)} />}
      <section className="lf-card" aria-labelledby="imports">
        <h2 id="imports">{say('start.imports')}</h2>
        {imports.length === 0 && <EmptyState icon="it-list" title={say('start.none')} />}
        <ul className="lf-start-list">
          {imports.map((each) => (
            <ImportCard key={each.id} given={each} />
          ))}
        </ul>
      </section>
      {!hasNumbers && <OpenRegister start={start} />}
    </div>
  );
}

/** A report that waits for its seal comes by itself too. */
function isMoving(start: RegisterStartView | undefined): boolean {
  return start?.imports.some(({ state }) => state === 'LOADING' || state === 'LOADED') ?? false;
}
