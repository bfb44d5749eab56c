import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { IndexRegister } from '../../src/protocol';
import type { ArrivalDetail } from '../../src/protocol/http/arrivals/arrivals.schema';
import type { CaseFileDetail } from '../../src/protocol/http/case-files/case-files.schema';
import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { type Desk, logIn, PEOPLE } from '../support/people';
import { describeWith } from '../support/services';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const SCREENSHOTS = process.env.SCREENSHOTS_DIR;
const ACQUE = { kind: 'COMPANY', name: 'Acque di Sicilia S.p.A.', taxCode: '00743110157' };
const MOST_KEYS = 80;

describeWith(['database', 'chromium'], 'the protocol’s desks', () => {
  const app = useApplication({ web: true });
  let offices: Offices;
  let url: string;
  let clerk: Desk;
  let registered: { id: string };

  const upload = async (fileName: string, text: string): Promise<string> =>
    (
      await clerk.must<{ id: string }>(
        clerk.upload('documents?use=annex', { fileName, bytes: Buffer.from(text) }),
      )
    ).id;
  const arrive = async (title: string, text: string): Promise<ArrivalDetail> =>
    clerk.must(
      clerk.post('arrivals', {
        title,
        means: 'PEC',
        files: [{ documentId: await upload(`${title}.txt`, text) }],
      }),
    );

  beforeAll(async () => {
    url = await app().listen();
    clerk = await logIn(app(), PEOPLE.clerk);
    for (const quarter of ['primo', 'secondo'])
      registered = await clerk.must(
        clerk.post('registrations', {
          subject: `Perdite di rete nel ${quarter} trimestre`,
          sender: ACQUE,
          classificationCode: '6.8',
          documentId: await upload(`${quarter}.txt`, quarter),
        }),
      );
    await app().api.get(IndexRegister).execute();
    offices = await Offices.open(url);
  }, 120_000);

  afterAll(async () => {
    await offices.close();
  }, 60_000);

  it('register a common arrival with at most eighty keys, its proposals accepted', async () => {
    const arrival = await arrive('Relazione sulle perdite', 'terzo trimestre');
    const page = await enter('Salvatore Lo Presti');
    await page.goto(`${url}/arrivals`);
    await page.getByText('Relazione sulle perdite').first().waitFor();
    await look(page, 'arrivals');
    const keys = new Keys(page);
    await page.getByRole('link', { name: 'Protocolla: Relazione sulle perdite' }).focus();
    await keys.press('Enter');
    await page.getByRole('combobox', { name: 'Cerca in rubrica' }).waitFor();
    await page.waitForFunction("document.activeElement?.getAttribute('role') === 'combobox'");
    await keys.type('acqu');
    await page.getByRole('option', { name: /Acque di Sicilia/ }).waitFor();
    await keys.press('Enter');
    await keys.press('Alt+3');
    await keys.type('Relazione sulle perdite, terzo trimestre');
    await page.getByRole('button', { name: /^6\.8 / }).waitFor();
    await keys.press('Alt+KeyC');
    await look(page, 'register-form');
    await keys.press('Control+Enter');
    await page.getByText('Registrato con il n. 0000003').waitFor();
    expect(keys.count).toBeLessThanOrEqual(MOST_KEYS);
    const { state, registrationId } = await clerk.must<ArrivalDetail>(clerk.get(`arrivals/${arrival.id}`));
    expect(state).toBe('REGISTERED');
    const entry = await clerk.must<object>(clerk.get(`registrations/${registrationId ?? ''}`));
    expect(entry).toMatchObject({
      subject: 'Relazione sulle perdite, terzo trimestre',
      senders: [{ name: ACQUE.name, taxCode: ACQUE.taxCode }],
      classificationCode: '6.8',
      means: 'PEC',
    });
    if (process.env.SHOW_KEYS) console.log(`keys for a common arrival: ${keys.count}`);
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('show a likely double before the number, and register beside it only when told to', async () => {
    const arrival = await arrive('Di nuovo', 'secondo');
    const page = await enter('Salvatore Lo Presti');
    await page.goto(`${url}/registrations/new?arrival=${arrival.id}`);
    await page.getByRole('combobox', { name: 'Cerca in rubrica' }).waitFor();
    await page.getByRole('combobox', { name: 'Natura', exact: true }).selectOption('ANONYMOUS');
    await page.getByLabel('Oggetto').fill('Esposto senza firma');
    await page.getByRole('combobox', { name: /Classificazione|Classifica/ }).fill('5.1');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Forse è già registrato').waitFor();
    await page.getByText('stesso file').waitFor();
    await look(page, 'likely-double');
    await page.keyboard.press('Enter');
    await page.getByText('Registrato con il n. 0000004').waitFor();
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('exclude an arrival by the list of the law and bring it back', async () => {
    await arrive('Volantino sconti', 'sconti');
    const manager = await enter('Anna Maria Greco');
    await manager.goto(`${url}/exclusions`);
    await press(manager, 'Carica l’elenco di legge');
    await manager.getByText('Materiali pubblicitari', { exact: true }).waitFor();
    await look(manager, 'exclusions');
    const page = await enter('Salvatore Lo Presti');
    await page.goto(`${url}/arrivals`);
    await press(page, /^Escludi.*Volantino/);
    await page.getByLabel('Voce dell’elenco').selectOption({ label: 'Materiali pubblicitari' });
    await look(page, 'exclude');
    await page.getByRole('dialog').getByRole('button', { name: 'Escludi', exact: true }).press('Enter');
    await page.getByText('Niente in attesa').waitFor();
    await page.getByRole('tab', { name: 'Esclusi' }).click();
    await press(page, /^Riporta.*Volantino/);
    await page.keyboard.type('Era un’offerta richiesta');
    await page.getByRole('dialog').getByRole('button', { name: 'Riporta tra gli arrivi' }).press('Enter');
    await page.getByText('Niente in attesa').waitFor();
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('assign, accept, classify anew and file, each on its page', async () => {
    const page = await enter('Salvatore Lo Presti');
    await page.goto(`${url}/registrations/${registered.id}`);
    await page.getByRole('combobox', { name: 'Ufficio' }).selectOption({ label: 'Lavori pubblici' });
    await press(page, 'Assegna');
    await page.getByText('In attesa', { exact: true }).waitFor();
    await look(page, 'registration');
    const head = await enter('Maria Rossi');
    await head.goto(`${url}/assignments`);
    await head.getByText('Perdite di rete nel secondo trimestre').waitFor();
    await look(head, 'assignments');
    await head.getByRole('button', { name: /^Prendi in carico/ }).press('Enter');
    await head.getByText('Nessuna assegnazione').waitFor();
    const file = await clerk.must<CaseFileDetail>(
      clerk.post('case-files', { subject: 'Servizio idrico: perdite', classificationCode: '6.8' }),
    );
    await app().api.get(IndexRegister).execute();
    await page.goto(`${url}/filing-desk`);
    await page.getByRole('checkbox').first().check();
    await look(page, 'filing-desk');
    await page.getByRole('combobox', { name: 'Metti nel fascicolo' }).fill('idrico');
    await page.getByRole('option', { name: /Servizio idrico/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('1 documento fascicolato.').waitFor();
    await page.goto(`${url}/case-files/${file.id}`);
    await page.getByText('Perdite di rete').first().waitFor();
    await look(page, 'case-file');
    await page.goto(`${url}/case-files`);
    await page.getByText('Servizio idrico: perdite').waitFor();
    await look(page, 'case-files');
    expect(offices.faults).toEqual([]);
  }, 180_000);

  it('show correspondents and the plan, in Italian and in English, and say when there is nothing', async () => {
    const page = await enter('Anna Maria Greco');
    await page.goto(`${url}/correspondents`);
    await page.getByRole('link', { name: ACQUE.name }).waitFor();
    await look(page, 'correspondents');
    await page.getByRole('link', { name: ACQUE.name }).press('Enter');
    await page.getByText('Versione n. 1').waitFor();
    await look(page, 'correspondent');
    await page.goto(`${url}/classification-plan`);
    await page.getByText('Edilizia privata').first().waitFor();
    await look(page, 'plan');
    await page
      .getByRole('button', { name: /english|^en$/i })
      .first()
      .click();
    for (const [address, title] of [
      ['arrivals', 'To be registered'],
      ['assignments', 'Assigned'],
      ['filing-desk', 'To be filed'],
      ['case-files', 'Case files and series'],
      ['correspondents', 'Correspondents'],
      ['exclusions', 'Exclusions from registration'],
      ['registrations/new', /./],
    ] as const) {
      await page.goto(`${url}/${address}`);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.locator('[class*="skeleton"]').first().waitFor({ state: 'detached' });
      await look(page, `en-${address.replace('/', '-')}`);
    }
    expect(offices.faults).toEqual([]);
  }, 240_000);

  async function enter(person: string): Promise<Page> {
    const page = await offices.enter(person);
    await page.waitForURL(({ pathname }) => !pathname.startsWith('/login'));
    return page;
  }

  async function press(page: Page, name: string | RegExp): Promise<void> {
    await page.getByRole('button', { name }).first().focus();
    await page.keyboard.press('Enter');
  }

  /** No rule of WCAG 2.1 AA is broken and nothing is cut off, wide and narrow. */
  async function look(page: Page, name: string): Promise<void> {
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 900 });
      if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/${name}-${width}.png` });
      await page.evaluate(AXE);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: {
            run(options: object): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
          };
        };
        const options = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] } };
        return (await axe.run(options)).violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
        );
      });
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect({ name, width, violations, overflow }).toEqual({ name, width, violations: [], overflow: 0 });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});

/** A person at the keyboard, whose every key is counted. */
class Keys {
  count = 0;

  constructor(private readonly page: Page) {}

  async press(key: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    this.count += text.length;
    await this.page.keyboard.type(text);
  }
}
