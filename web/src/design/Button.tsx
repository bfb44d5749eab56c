import type { AnchorHTMLAttributes, ButtonHTMLAttributes, Ref } from 'react';
import { Link, type LinkProps } from 'react-router';
import { Icon, type IconName } from './Icon';
import { Spinner } from './Spinner';

const LOOKS = {
  primary: 'btn btn-primary',
  secondary: 'btn btn-outline-primary',
  danger: 'btn btn-outline-danger',
  plain: 'btn lf-btn-plain',
  inverse: 'btn lf-btn-inverse',
} as const;

interface Looks {
  readonly look?: keyof typeof LOOKS;
  readonly size?: 'normal' | 'small';
  readonly icon?: IconName;
  /** Key that does the same; shown, and told to assistive technology. */
  readonly shortcut?: string | undefined;
}

type ButtonProps = Looks &
  ButtonHTMLAttributes<HTMLButtonElement> & {
    readonly busy?: boolean;
    readonly ref?: Ref<HTMLButtonElement>;
  };

function classOf(look: keyof typeof LOOKS, size: 'normal' | 'small', className = ''): string {
  return `${LOOKS[look]} lf-btn ${size === 'small' ? 'lf-btn-small' : ''} ${className}`;
}

export function Button(props: ButtonProps) {
  const {
    look = 'secondary',
    size = 'normal',
    icon,
    shortcut,
    busy = false,
    children,
    className,
    ...rest
  } = props;
  return (
    <button
      type="button"
      {...rest}
      className={classOf(look, size, className)}
      aria-busy={busy || undefined}
      aria-keyshortcuts={shortcut}
      disabled={rest.disabled ?? busy}
    >
      {busy ? <Spinner /> : icon && <Icon name={icon} />}
      {children}
      {shortcut && <kbd aria-hidden="true">{shortcut}</kbd>}
    </button>
  );
}

export function ButtonLink(props: Looks & LinkProps & { readonly className?: string }) {
  const { look = 'secondary', size = 'normal', icon, shortcut, children, className, ...rest } = props;
  return (
    <Link {...rest} className={classOf(look, size, className)} aria-keyshortcuts={shortcut}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

/** A link to a file of the service that opens beside the page, in a button's shape. */
export function ButtonAnchor(props: Looks & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const { look = 'secondary', size = 'normal', icon, shortcut, children, className, ...rest } = props;
  return (
    <a {...rest} className={classOf(look, size, className)} aria-keyshortcuts={shortcut}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
