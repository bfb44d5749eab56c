import type { StateTable } from '@libro-firma/kernel';
import { mermaid, tableOf } from './markdown';

const COLUMNS = ['id', 'action', 'from → to', 'actor', 'guard', 'effect'];

/** Diagram and table of each state table of a module, for its README. */
export function statesSection(tables: readonly StateTable<string, string>[]): string {
  return tables
    .map((table) => [`### ${table.name}`, mermaid(table.diagram()), rowsOf(table)].join('\n\n'))
    .join('\n\n');
}

function rowsOf(table: StateTable<string, string>): string {
  const rows = table.transitions.map(({ id, action, from, to, actor, guard, effect }) => [
    id,
    action,
    `${from.join(', ')} → ${to}`,
    actor,
    guard,
    effect,
  ]);
  return tableOf(COLUMNS, rows);
}
