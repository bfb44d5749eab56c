import { useTexts } from '../texts/use-texts';

export function SkipLinks() {
  const say = useTexts();
  return (
    <div className="lf-skip">
      <a href="#content">{say('skip.content')}</a>
      <a href="#navigation">{say('skip.navigation')}</a>
    </div>
  );
}
