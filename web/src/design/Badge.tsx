import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

export type Tone = 'neutral' | 'info' | 'good' | 'warning' | 'bad' | 'demo';

interface BadgeProps {
  readonly tone?: Tone;
  readonly icon?: IconName;
  readonly title?: string;
  readonly children: ReactNode;
}

export function Badge({ tone = 'neutral', icon, title, children }: BadgeProps) {
  return (
    <span className={`badge lf-badge lf-badge-${tone}`} title={title}>
      {icon && <Icon name={icon} size="xs" />}
      {children}
    </span>
  );
}
