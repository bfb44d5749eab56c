import type { ReactNode } from 'react';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values of one thing; facts without a value are left out. */
export function FactList({
  facts,
  className = '',
}: {
  readonly facts: readonly (Fact | null)[];
  readonly className?: string;
}) {
  return (
    <dl className={`lf-facts ${className}`}>
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
