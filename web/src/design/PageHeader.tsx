import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useTexts } from '../texts/use-texts';
import { Icon } from './Icon';

interface PageHeaderProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  readonly actions?: ReactNode;
}

/** Heading of a page; it also names the browser's tab. */
export function PageHeader({ title, lead, back, actions }: PageHeaderProps) {
  usePageTitle(title);
  return (
    <header className="lf-page-header">
      <div>
        {back && (
          <Link to={back.to} className="lf-back">
            <Icon name="it-arrow-left" size="xs" />
            {back.label}
          </Link>
        )}
        <h1>{title}</h1>
        {lead && <div className="lf-lead">{lead}</div>}
      </div>
      {actions && <div className="lf-page-actions">{actions}</div>}
    </header>
  );
}

export function usePageTitle(title: string): void {
  const say = useTexts();
  useEffect(() => {
    document.title = `${title} · ${say('app.name')}`;
  }, [title, say]);
}
