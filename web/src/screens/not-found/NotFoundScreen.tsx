import { ButtonLink } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { usePageTitle } from '../../design/PageHeader';
import { useTexts } from '../../texts/use-texts';

export function NotFoundScreen() {
  const say = useTexts();
  usePageTitle(say('notFound.title'));
  return (
    <div className="lf-page">
      <h1 className="visually-hidden">{say('notFound.title')}</h1>
      <EmptyState
        icon="it-search"
        title={say('notFound.title')}
        action={
          <ButtonLink look="primary" to="/">
            {say('notFound.home')}
          </ButtonLink>
        }
      >
        {say('notFound.text')}
      </EmptyState>
    </div>
  );
}
