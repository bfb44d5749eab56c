import { readFileSync } from 'node:fs';

const TYPES = ['feat', 'fix', 'perf', 'refactor', 'test', 'docs', 'build', 'ci', 'style', 'chore', 'revert'];
const SUBJECT = new RegExp(`^(${TYPES.join('|')})(\\([a-z0-9][a-z0-9/-]*\\))?!?: [^A-Z\\s].*[^.\\s]$`);
const MADE_BY_GIT = /^(Merge |Revert "|fixup! |squash! |amend! )/;
const LONGEST_SUBJECT = 72;

/** What is wrong with the message, in words that say how it should be; an empty list when nothing is. */
function faultsOf(message) {
  const lines = message.split('\n').filter((line) => !line.startsWith('#'));
  const [subject = '', second = ''] = lines;
  if (MADE_BY_GIT.test(subject)) return [];
  const faults = [];
  if (!SUBJECT.test(subject)) {
    faults.push(
      'The first line is "type(scope): what it does": small first letter, no full stop at its end,',
      `and type is one of ${TYPES.join(', ')}. Example: feat(protocol): reserve numbers without gaps`,
    );
  }
  if (subject.length > LONGEST_SUBJECT) {
    faults.push(`The first line has ${subject.length} characters: at most ${LONGEST_SUBJECT}.`);
  }
  if (second.trim() !== '') faults.push('An empty line parts the first line from the body.');
  return faults;
}

const faults = faultsOf(readFileSync(process.argv[2], 'utf8'));
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
