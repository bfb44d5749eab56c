import type { Page } from 'playwright-core';
import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { look, press } from '../support/looks';
import { logIn, PEOPLE } from '../support/people';
import { describeWith } from '../support/services';

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
});
