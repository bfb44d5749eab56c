import type { ReactNode } from 'react';
import { Icon } from './Icon';

interface ButtonDownloadProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly look?: 'secondary' | 'plain';
}

/** A link to a file of the service, in a button's shape. */
export function ButtonDownload({ href, children, look = 'secondary' }: ButtonDownloadProps) {
  const looks = look === 'plain' ? 'lf-btn-plain' : 'btn-outline-primary';
  return (
    <a className={`btn ${looks} lf-btn`} href={href} download>
      <Icon name="it-download" />
      {children}
    </a>
  );
}
