import { relative } from 'node:path';
import { repositoryRoot } from '../repository.mjs';

/** The figures of a run of jest, from its JSON. A file that could not even be loaded is one failure. */
export function countsOf(result) {
  const broken = result.testResults.filter((file) => file.status === 'failed' && isNotRun(file)).length;
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + broken,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

const isNotRun = (file) => file.assertionResults.length === 0;

/**
 * One line for each suite that was skipped. The reason is in the suite's own title, put there by
 * test/support/services.ts; a suite skipped in any other way says that nobody gave one.
 */
export function skippedSuites(result) {
  const lines = new Set();
  for (const file of result.testResults) {
    for (const test of file.assertionResults.filter(({ status }) => status === 'pending')) {
      lines.add(`${relative(repositoryRoot, file.name)}: ${suiteAndReason(test)}`);
    }
  }
  return [...lines].sort();
}

function suiteAndReason({ ancestorTitles, title }) {
  const suite = ancestorTitles.find((name) => / \[skipped: .+\]$/.test(name));
  return suite ?? `${[...ancestorTitles, title].join(' > ')} [skipped: no reason given]`;
}

export const lastLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
