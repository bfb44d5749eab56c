import { useState } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { Icon } from '../design/Icon';
import { IconButton } from '../design/IconButton';
import { useTexts } from '../texts/use-texts';
import { useUnread } from './live/use-unread';
import { SigningTray } from './signing/SigningTray';
import { useNavigation } from './use-navigation';

/** The one main bar: where to go, and how much waits there. On phones it folds behind a button. */
export function MainBar() {
  const say = useTexts();
  const entries = useNavigation();
  const { pathname } = useLocation();
  const [openAt, setOpenAt] = useState<string | null>(null);
  const open = openAt === pathname;
  const unread = useUnread();
  return (
    <div className="lf-main-bar">
      <IconButton
        className="lf-burger"
        icon={open ? 'it-close' : 'it-burger'}
        label={say('shell.menu')}
        aria-expanded={open}
        aria-controls="navigation"
        onClick={() => setOpenAt(open ? null : pathname)}
      />
      <Link to="/" className="lf-brand">
        <Icon name="it-file-signed" size="md" />
        {say('app.name')}
      </Link>
      <nav id="navigation" tabIndex={-1} aria-label={say('shell.navigation')} data-open={open}>
        <ul>
          {entries.map((entry) => (
            <li key={entry.to}>
              <NavLink to={entry.to}>
                {say(entry.text)}
                {entry.count > 0 && (
                  <span className="lf-nav-count">
                    <span aria-hidden="true">{entry.count}</span>
                    <span className="visually-hidden">{say('nav.waiting', { count: entry.count })}</span>
                  </span>
                )}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <SigningTray />
      <NavLink
        to="/notifications"
        className="lf-bell"
        title={say('nav.notifications')}
        aria-label={`${say('nav.notifications')}: ${say('nav.unread', { count: unread })}`}
      >
        <Icon name="it-mail" size="md" />
        {unread > 0 && (
          <span className="lf-bell-count" aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </NavLink>
    </div>
  );
}
