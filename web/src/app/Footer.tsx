import { useTexts } from '../texts/use-texts';

export function Footer() {
  const say = useTexts();
  return (
    <footer className="lf-footer">
      <ul>
        <li>
          <a href="/privacy" data-element="privacy-policy-link">
            {say('footer.privacy')}
          </a>
        </li>
        <li>
          <a href="/accessibility" data-element="accessibility-link">
            {say('footer.accessibility')}
          </a>
        </li>
        <li>
          <a href="/status">{say('footer.status')}</a>
        </li>
      </ul>
      <span>{say('footer.licence')}</span>
    </footer>
  );
}
