import * as fc from 'fast-check';
import { type Command, command, step, type WantedStep } from '../../../test/support/dossier-commands';
import { DossierOffice } from '../../../test/support/dossier-office';
import { OPEN_TASK_STATES } from './route.states';

/** Sequences that a night's run tries; `DOSSIER_RUNS=10000` for the whole of it. */
const RUNS = Number(process.env.DOSSIER_RUNS ?? 300);
const LONGEST = 200;

/** A repertory's number is annulled and taken again while the protocol's is still owed. */
const NUMBER_REPEATED_BEFORE_THE_OTHER: [WantedStep[], boolean, Command[]] = [
  [{ kind: 'NUMBER', people: [0], joins: false, slack: 0, strict: false }],
  false,
  ['step-number', 'number', 'annul', 'register-again', 'number'].map((what) => ({
    what,
    who: 0,
    which: 0,
    minutes: 1,
  })),
];

describe('a request on its way', () => {
  it('holds its rules whatever people and system do, in whatever order', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        fc.array(command, { maxLength: LONGEST, size: 'max' }),
        (route, hard, commands) => {
          const office = new DossierOffice(route, hard);
          office.check();
          for (const next of commands) {
            office.do(next);
            office.check();
          }
        },
      ),
      { numRuns: RUNS, examples: [NUMBER_REPEATED_BEFORE_THE_OTHER] },
    );
  });

  it('reaches every state of its tables in such sequences', () => {
    const seen = new Set<string>();
    const route = fc.sample(fc.array(step, { minLength: 1, maxLength: 2 }), { numRuns: 1_200, seed: 7 });
    const sequences = fc.sample(fc.array(command, { minLength: 60, maxLength: LONGEST, size: 'max' }), {
      numRuns: 1_200,
      seed: 7,
    });
    for (const [index, commands] of sequences.entries()) {
      const office = new DossierOffice(route[index] ?? [], index % 2 === 0);
      for (const next of commands) {
        office.do(next);
        seen.add(office.dossier.request.state);
        for (const task of office.dossier.tasks) seen.add(task.state);
        for (const own of office.dossier.steps) seen.add(own.state);
      }
    }
    const reachable = [
      'IN_ROUTE',
      'SUSPENDED',
      'SIGNED',
      'REGISTERED',
      'DELIVERED',
      'ARCHIVED',
      'RETURNED',
      'RECALLED',
      'EXPIRED',
      'CANCELLED',
    ];
    const tasks = [...OPEN_TASK_STATES, 'DONE', 'WITHDRAWN', 'DECLINED_NOT_MINE', 'LAPSED'];
    const missing = [...reachable, ...tasks, 'WAITING', 'OPEN', 'SATISFIED', 'CLOSED'].filter(
      (state) => !seen.has(state),
    );
    expect(missing).toEqual([]);
  });
});
