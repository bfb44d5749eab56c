import { batchStates, itemStates } from '../../../src/signature-books/domain/batch.states';
import { downloadStates } from '../../../src/signature-books/domain/elsewhere/signing-download.states';
import { requestStates } from '../../../src/signature-books/domain/request.states';
import { stepStates, taskStates } from '../../../src/signature-books/domain/route.states';
import { useApplication } from '../../support/application';
import { describeWith } from '../../support/services';
import { Course, TakenTransitions } from '../../support/transitions';
import { batchScenarios } from './transitions/of-batches';
import { downloadScenarios } from './transitions/of-downloads';
import { requestScenarios } from './transitions/of-the-request';
import { stepAndTaskScenarios } from './transitions/of-steps-and-tasks';

jest.setTimeout(240_000);

const scenarios = [...stepAndTaskScenarios, ...batchScenarios, ...downloadScenarios, ...requestScenarios];
const inTables = [requestStates, stepStates, taskStates, batchStates, itemStates, downloadStates].flatMap(
  ({ name, transitions }) => transitions.map(({ action }) => `${name}/${action}`),
);

describe('the transitions of the tables', () => {
  it('have each a way through the API that proves it', () => {
    const proved = new Set(scenarios.flatMap(({ proves }) => proves));
    expect(inTables.filter((transition) => !proved.has(transition))).toEqual([]);
    expect([...proved].filter((transition) => !inTables.includes(transition))).toEqual([]);
  });
});

describeWith('database', 'each transition by the right person, not by a wrong one', () => {
  const app = useApplication();
  const taken = new TakenTransitions();
  let course: Course;

  beforeAll(async () => {
    course = await Course.open(app());
  });

  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
    course.refusals = 0;
    taken.forget();
    await scenario.play(course);
    expect(scenario.proves.filter((transition) => !taken.has(transition))).toEqual([]);
    expect(course.refusals).toBeGreaterThan(0);
  });
});
