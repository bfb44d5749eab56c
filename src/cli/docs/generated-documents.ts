import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { house } from '../../house';
import { ROOT } from '../../version';
import { configurationPage } from './configuration';
import { jobsPage } from './jobs';
import { between, type Mark } from './markdown';
import { refusalsPage } from './refusals';
import { statesSection } from './states';

export interface GeneratedDocument {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** Where a module's README takes in its state tables. */
export const STATES_MARK: Mark = {
  begin: '<!-- states, made by cli docs -->',
  end: '<!-- end of states -->',
};

/** Every page, or part of one, that is made from the code; as it should be now. */
export function generatedDocuments(): GeneratedDocument[] {
  return [
    { path: 'docs/CONFIGURATION.md', text: configurationPage() },
    { path: 'docs/errors.md', text: refusalsPage() },
    { path: 'docs/jobs.md', text: jobsPage() },
    ...modulesWithStates(),
  ];
}

/** What lies there now; undefined where there is nothing. */
export function present({ path }: GeneratedDocument): string | undefined {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function modulesWithStates(): GeneratedDocument[] {
  return house.flatMap(({ name, states }) => {
    if (!states || states.length === 0) return [];
    const path = `src/${name}/README.md`;
    const text = between(present({ path, text: '' }) ?? '', STATES_MARK, statesSection(states));
    if (text === undefined)
      throw new Error(`${path} has no place for its states: ${STATES_MARK.begin} … ${STATES_MARK.end}`);
    return [{ path, text }];
  });
}
