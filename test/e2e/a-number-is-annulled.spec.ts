import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { logIn, PEOPLE } from '../support/people';
import { describeWith } from '../support/services';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const SCREENSHOTS = process.env.SCREENSHOTS_DIR;
const SUBJECT = 'Segnalazione di una buca in via Maqueda';

describeWith(['database', 'chromium'], 'a number is annulled', () => {
  const app = useApplication({ web: true });
  let offices: Offices;
  let url: string;
  let registrationId: string;
  let number: string;

  beforeAll(async () => {
    url = await app().listen();
    const clerk = await logIn(app(), PEOPLE.clerk);
    const document = await clerk.must<{ id: string }>(
      clerk.upload('documents?use=annex', { fileName: 'buca.txt', bytes: Buffer.from('Una buca') }),
    );
    const entry = await clerk.must<{ id: string; number: string }>(
      clerk.post('registrations', {
        subject: SUBJECT,
        sender: { kind: 'ILLEGIBLE' },
        classificationCode: '6.1',
        documentId: document.id,
      }),
    );
    [registrationId, number] = [entry.id, entry.number];
    offices = await Offices.open(url);
  }, 120_000);

  afterAll(async () => {
    await offices.close();
  }, 60_000);

  it('asked by the clerk and decided by the manager, without a mouse, and is marked wherever it appears', async () => {
    const clerk = await enter('Salvatore Lo Presti');
    await clerk.goto(`${url}/registrations/${registrationId}`);
    await press(clerk, 'Chiedi l’annullamento');
    await clerk.keyboard.type('Registrata due volte');
    await press(clerk, 'Invia la richiesta');
    await clerk.getByText('Richiesta inviata.').waitFor();

    const manager = await enter('Anna Maria Greco');
    await manager.goto(`${url}/registrations`);
    await manager.getByRole('link', { name: 'Annullamenti' }).focus();
    await manager.keyboard.press('Enter');
    const choice = manager.getByRole('checkbox', { name: `N. ${number}/` });
    await choice.focus();
    await manager.keyboard.press('Space');
    await look(manager, 'annulments');
    await manager.getByLabel('Provvedimento che autorizza').focus();
    await manager.keyboard.type('Determina n. 7 del 2026');
    await press(manager, 'Annulla (1)');
    await manager.getByText('Nessuna richiesta di annullamento').waitFor();

    await clerk.goto(`${url}/registrations/${registrationId}`);
    await clerk.getByText('Registrazione annullata').waitFor();
    expect(await clerk.getByText(SUBJECT).first().isVisible()).toBe(true);
    expect(await clerk.getByText('Determina n. 7 del 2026').first().isVisible()).toBe(true);
    await look(clerk, 'annulled');
    await clerk.goto(`${url}/registrations`);
    await clerk.getByText('Annullata', { exact: true }).waitFor();
    await look(clerk, 'register');
    await clerk.goto(`${url}/registrations/days`);
    await clerk.getByText('Nessun giorno è ancora chiuso').waitFor();
    await look(clerk, 'days');
    expect(offices.faults).toEqual([]);
  }, 120_000);

  async function enter(person: string): Promise<Page> {
    const page = await offices.enter(person);
    await page.waitForURL(({ pathname }) => !pathname.startsWith('/login'));
    return page;
  }

  async function press(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
  }

  /** No rule of WCAG 2.1 AA is broken and nothing is cut off, wide and narrow. */
  async function look(page: Page, name: string): Promise<void> {
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 900 });
      if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/${name}-${width}.png` });
      await page.evaluate(AXE);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(options: object): Promise<{ violations: { id: string }[] }> };
        };
        const options = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] } };
        return (await axe.run(options)).violations.map(({ id }) => id);
      });
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect({ name, width, violations, overflow }).toEqual({ name, width, violations: [], overflow: 0 });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});
