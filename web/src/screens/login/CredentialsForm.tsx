import { useRef, type SyntheticEvent } from 'react';
import { Button } from '../../design/Button';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

interface CredentialsFormProps {
  /** Beside the people of a demonstration it is the second way in. */
  readonly collapsed: boolean;
  readonly busy: boolean;
  readonly onSubmit: (username: string, password: string) => void;
}

export function CredentialsForm({ collapsed, busy, onSubmit }: CredentialsFormProps) {
  const say = useTexts();
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const name = username.current?.value.trim() ?? '';
    const secret = password.current?.value ?? '';
    if (!name) username.current?.focus();
    else if (!secret) password.current?.focus();
    else onSubmit(name, secret);
  };
  return (
    <form className="lf-card lf-form-grid" onSubmit={submit}>
      {collapsed && <h2>{say('login.withCredentials')}</h2>}
      <TextField
        ref={username}
        required
        label={say('login.username')}
        autoComplete="username"
        maxLength={100}
      />
      <TextField
        ref={password}
        required
        label={say('login.password')}
        type="password"
        autoComplete="current-password"
        maxLength={200}
      />
      <div>
        <Button look="primary" type="submit" busy={busy}>
          {say('login.submit')}
        </Button>
      </div>
    </form>
  );
}
