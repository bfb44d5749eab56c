import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { Office } from '../support/office';
import { describeWith } from '../support/services';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 320, height: 700 },
];

/** Screens of each person, by address; `null` is where the login lands. */
const SCREENS = [
  ['Giulia Bianchi', [null, '/requests/new', '/notifications', '/preferences']],
  ['Niccolò D’Amico', [null]],
  ['Maria Rossi', [null, '/powers', '/signing-device']],
  ['Salvatore Lo Presti', [null, '/registrations/new']],
  ['Chiara Ferrara', [null]],
  ['Francesca Di Stefano', [null]],
] as const;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

describeWith(['database', 'chromium'], 'every screen', () => {
  const app = useApplication({ web: true });
  let offices: Offices;
  let url: string;

  beforeAll(async () => {
    url = await app().listen();
    const office = await Office.open(app());
    await office.toSign({ subject: 'Ordinanza sulla viabilità di via dell’Orologio' });
    await office.toEndorse({ subject: 'Determina di impegno' });
    offices = await Offices.open(url);
  }, 120_000);

  afterAll(async () => {
    await offices.close();
  }, 60_000);

  it.each(SCREENS)(
    'of %s breaks no rule of WCAG 2.1 AA and fits 320 px',
    async (person, addresses) => {
      for (const viewport of WIDTHS) {
        const page = await offices.enter(person, viewport);
        for (const address of addresses) {
          if (address) await page.goto(`${url}${address}`);
          await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
          await page.locator('[class*="skeleton"]').first().waitFor({ state: 'detached' });
          const place = `${person} ${address ?? '/'} at ${viewport.width}`;
          expect({ place, violations: await violationsOf(page) }).toEqual({ place, violations: [] });
          expect({ place, overflow: await overflowOf(page) }).toEqual({ place, overflow: 0 });
        }
        await page.context().close();
      }
      expect(offices.faults).toEqual([]);
    },
    180_000,
  );
});

/** axe reads the page as it stands; evaluated by the debugger, so that the page's own policy need not let it in. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate<Violation[], string[]>(async (values) => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    return (await axe.run({ runOnly: { type: 'tag', values } })).violations;
  }, RULES);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Pixels by which the page is wider than the window. */
async function overflowOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
