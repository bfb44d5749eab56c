import sprite from 'virtual:icon-sprite';

export type IconName = `it-${string}`;

interface IconProps {
  readonly name: IconName;
  readonly size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl';
  readonly className?: string;
}

/** A drawing of the design system's sprite; always beside a text that says the same. */
export function Icon({ name, size = 'sm', className = '' }: IconProps) {
  return (
    <svg className={`lf-icon lf-icon-${size} ${className}`} aria-hidden="true" focusable="false">
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
