import { Icon } from '../design/Icon';
import { Badge } from '../design/Badge';
import { useTexts } from '../texts/use-texts';
import { LanguageSwitch } from './LanguageSwitch';
import { UserMenu } from './UserMenu';
import { useSession } from './session/use-session';

/** For which body, as whom, in which language. */
export function SlimBar() {
  const say = useTexts();
  const { data: session } = useSession();
  if (!session) return null;
  return (
    <div className="lf-slim">
      <span className="lf-slim-body">
        <Icon name="it-pa" />
        <span>{session.body.name}</span>
        <span className="lf-slim-aoo">{session.aoo.name}</span>
      </span>
      {session.demo && (
        <Badge tone="demo" title={say('shell.demoTitle')}>
          {say('shell.demo')}
        </Badge>
      )}
      <LanguageSwitch />
      <UserMenu session={session} />
    </div>
  );
}
