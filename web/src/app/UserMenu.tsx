import { useEffect, useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { SessionView } from '../api/types';
import { Icon } from '../design/Icon';
import { useTexts } from '../texts/use-texts';
import { useLogout } from './session/use-session';

/** The person's name, opening what concerns the person alone. */
export function UserMenu({ session }: { readonly session: SessionView }) {
  const say = useTexts();
  const logout = useLogout();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return undefined;
    const close = (event: Event) => {
      if (!(event.target instanceof Node && box.current?.contains(event.target))) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', close);
    };
  }, [open]);
  const [first] = session.appointments;
  return (
    <div
      ref={box}
      className="lf-user"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        setOpen(false);
        box.current?.querySelector('button')?.focus();
      }}
    >
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={say('shell.user', { name: session.person.fullName })}
        onClick={() => setOpen(!open)}
      >
        <Icon name="it-user" />
        <span>{session.person.fullName}</span>
        <Icon name="it-expand" size="xs" />
      </button>
      <div id={id} className="lf-user-panel" hidden={!open}>
        <p>
          <b>{session.person.fullName}</b>
          {first && <span>{first.capacity ?? first.officeName}</span>}
        </p>
        <Link to="/preferences" onClick={() => setOpen(false)}>
          <Icon name="it-settings" />
          {say('nav.preferences')}
        </Link>
        <button type="button" onClick={() => void logout()}>
          <Icon name="it-logout" />
          {say('nav.logout')}
        </button>
      </div>
    </div>
  );
}
