import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useLocation, useNavigate } from 'react-router';
import { sessions } from '../../api/endpoints';
import { LanguageSwitch } from '../../app/LanguageSwitch';
import type { LoginState } from '../../app/session/RequireSession';
import { SESSION, useSession } from '../../app/session/use-session';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Icon } from '../../design/Icon';
import { Notice } from '../../design/Notice';
import { usePageTitle } from '../../design/PageHeader';
import { useTexts } from '../../texts/use-texts';
import { CredentialsForm } from './CredentialsForm';
import { DemoPeople } from './DemoPeople';
import './login.css';

/** The door. In a demonstration it shows who can be impersonated; elsewhere it asks for name and password. */
export function LoginScreen() {
  const say = useTexts();
  usePageTitle(say('login.title'));
  const state = (useLocation().state ?? {}) as LoginState;
  const session = useSession();
  const { enter, busy, error } = useEnter(state);
  const demo = useQuery({
    queryKey: ['demo-logins'],
    queryFn: sessions.demoLogins,
    retry: false,
    staleTime: Infinity,
  });
  if (session.data && !busy) return <Navigate to={state.from ?? '/'} replace />;
  return (
    <div className="lf-login">
      <header className="lf-login-head">
        <span className="lf-brand">
          <Icon name="it-file-signed" size="md" />
          {say('app.name')}
        </span>
        <LanguageSwitch />
      </header>
      <main className={`lf-login-main ${demo.data ? 'lf-login-wide' : ''}`}>
        <div>
          <h1>{say('login.title')}</h1>
          <p className="lf-lead">{say('login.lead')}</p>
        </div>
        {state.expired && <Notice tone="warning" announce title={say('login.expired')} />}
        {state.left && <Notice tone="info" announce title={say('login.left')} />}
        {error !== null && <ErrorNotice error={error} />}
        <div className="lf-login-ways">
          {demo.data && <DemoPeople demo={demo.data} busy={busy} onChoose={enter} />}
          <CredentialsForm collapsed={demo.data !== undefined} busy={busy} onSubmit={enter} />
        </div>
      </main>
    </div>
  );
}

function useEnter(state: LoginState) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const enter = async (username: string, password: string) => {
    setBusy(true);
    setError(null);
    try {
      const session = await sessions.open(username, password);
      client.clear();
      client.setQueryData(SESSION, session);
      await navigate(state.from ?? `/${session.landing}`, { replace: true });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return { enter: (username: string, password: string) => void enter(username, password), busy, error };
}
