import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

export type NoticeTone = 'info' | 'good' | 'warning' | 'bad';

const ICONS: Readonly<Record<NoticeTone, IconName>> = {
  info: 'it-info-circle',
  good: 'it-check-circle',
  warning: 'it-warning-circle',
  bad: 'it-error',
};

interface NoticeProps {
  readonly tone?: NoticeTone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Announced when it appears. */
  readonly announce?: boolean;
}

/** Something to know before going on: what, why, and what to do. */
export function Notice({ tone = 'info', title, children, actions, announce = false }: NoticeProps) {
  const role = !announce ? undefined : tone === 'bad' ? 'alert' : 'status';
  return (
    <div className={`lf-notice lf-notice-${tone}`} role={role}>
      <Icon name={ICONS[tone]} />
      <div className="lf-notice-text">
        <strong>{title}</strong>
        {children}
      </div>
      {actions && <div className="lf-notice-actions">{actions}</div>}
    </div>
  );
}
