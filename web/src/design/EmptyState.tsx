import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  /** The next useful thing to do. */
  readonly action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="lf-empty">
      <span className="lf-empty-icon">
        <Icon name={icon} size="lg" />
      </span>
      <p className="lf-empty-title">{title}</p>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
