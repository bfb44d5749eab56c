import { Link } from 'react-router';
import { useMay } from '../../app/session/use-session';
import type { TextId } from '../../texts/use-texts';
import { useTexts } from '../../texts/use-texts';

const DESKS: readonly { readonly to: string; readonly text: TextId; readonly permission: string }[] = [
  { to: '/registrations/dispatches', text: 'dispatchDesk.title', permission: 'protocol.dispatch' },
  { to: '/correspondents', text: 'correspondents.title', permission: 'protocol.register' },
  { to: '/classification-plan', text: 'plan.title', permission: 'protocol.register' },
  { to: '/registrations/days', text: 'days.title', permission: 'protocol.daily-register' },
  { to: '/registrations/annulments', text: 'annulments.title', permission: 'protocol.annul' },
  { to: '/registrations/emergency', text: 'emergency.title', permission: 'protocol.annul' },
  { to: '/registrations/start', text: 'start.title', permission: 'protocol.manage' },
];

/** The desks beside the register, for whoever has business there. */
export function RegisterDesks() {
  const say = useTexts();
  const may = useMay();
  const open = DESKS.filter(({ permission }) => may(permission));
  if (open.length === 0) return null;
  return (
    <nav className="lf-register-desks" aria-label={say('registry.desks')}>
      <ul>
        {open.map(({ to, text }) => (
          <li key={to}>
            <Link to={to}>{say(text)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
