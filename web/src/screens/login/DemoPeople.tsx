import type { DemoLogins } from '../../api/types';
import { Badge } from '../../design/Badge';
import { CopyText } from '../../design/CopyText';
import { Icon } from '../../design/Icon';
import { useTexts } from '../../texts/use-texts';

interface DemoPeopleProps {
  readonly demo: DemoLogins;
  readonly busy: boolean;
  readonly onChoose: (username: string, password: string) => void;
}

export function DemoPeople({ demo, busy, onChoose }: DemoPeopleProps) {
  const say = useTexts();
  return (
    <section className="lf-card lf-card-flush lf-demo">
      <div className="lf-demo-head">
        <h2>
          {say('login.demoTitle')} <Badge tone="demo">{say('shell.demo')}</Badge>
        </h2>
        <p className="lf-soft">{say('login.demoLead')}</p>
      </div>
      <ul>
        {demo.items.map((person) => (
          <li key={person.username}>
            <button type="button" disabled={busy} onClick={() => onChoose(person.username, person.password)}>
              <span className="lf-demo-initials" aria-hidden="true">
                {initials(person.fullName)}
              </span>
              <span className="lf-demo-who">
                <b>{person.fullName}</b>
                <span>{person.roles.map((role) => say(`role.${role}`)).join(', ')}</span>
                <span className="lf-soft">{person.office}</span>
              </span>
              <Icon name="it-chevron-right" />
            </button>
          </li>
        ))}
      </ul>
      <p className="lf-demo-pin">
        {say('login.demoPin')}: <CopyText text={demo.pin} />
      </p>
    </section>
  );
}

function initials(name: string): string {
  const words = name.split(' ').filter((word) => /^\p{Lu}/u.test(word));
  return `${words[0]?.[0] ?? ''}${words.at(-1)?.[0] ?? ''}`;
}
