import { mkdirSync } from 'node:fs';
import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { eventually } from '../support/eventually';
import { Office } from '../support/office';
import { describeWith } from '../support/services';

jest.setTimeout(180_000);

/** Screenshots for whoever wants to look at the pages; kept only when a folder is named. */
const PICTURES = process.env.PICTURES;

describeWith(['database', 'chromium'], 'an official at his desk', () => {
  const app = useApplication({ web: true });
  let office: Office;
  let offices: Offices;

  beforeAll(async () => {
    office = await Office.open(app());
    offices = await Offices.open(await app().listen());
    if (PICTURES) mkdirSync(PICTURES, { recursive: true });
  }, 120_000);
  afterAll(async () => {
    await offices.close();
  }, 60_000);

  it('marks a question and an act to return by keys, does both at once, and takes the return back', async () => {
    const asked = await office.toSign({ subject: 'Nota da chiarire' });
    const returned = await office.toSign({ subject: 'Nota da restituire' });
    const page = await offices.enter('Maria Rossi');
    const row = (subject: string) => page.getByRole('button', { name: new RegExp(`^${subject}`) });
    await row('Nota da chiarire').click();
    await page.keyboard.press('q');
    await page.getByRole('textbox', { name: 'Domanda' }).fill('Quale capitolo di spesa?');
    await page.getByRole('dialog').getByRole('button', { name: 'Segna' }).click();
    await row('Nota da restituire').click();
    await page.keyboard.press('d');
    await page.getByRole('textbox', { name: 'Motivo' }).fill('Manca il preventivo');
    await page.getByRole('dialog').getByRole('button', { name: 'Segna' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Esegui 2 segnati/ }).waitFor();
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/queue-1440.png` });
    await row('Nota da restituire').focus();
    await page.keyboard.press('e');
    await page.getByText('Eseguiti 2 segni').waitFor();
    await eventually('suspended', async () => (await office.read(asked.id)).state === 'SUSPENDED');

    await page.goto(`${await app().listen()}/requests/${returned.id}`);
    await page.getByRole('button', { name: 'Annulla la decisione' }).click();
    await eventually(
      'taken back',
      async () => (await office.read(returned.id, office.signer)).myTask?.state === 'PENDING',
    );

    const drafter = await offices.enter('Giulia Bianchi');
    await drafter.getByRole('link', { name: 'Nuova richiesta' }).first().waitFor();
    await drafter.goto(`${await app().listen()}/requests/${asked.id}`);
    if (PICTURES) await drafter.screenshot({ path: `${PICTURES}/question.png` });
    await drafter.getByRole('button', { name: 'Rispondi' }).click();
    await drafter.getByRole('textbox').fill('Capitolo 1234');
    await drafter.getByRole('dialog').getByRole('button', { name: 'Rispondi' }).click();
    await eventually('answered', async () => (await office.read(asked.id)).state === 'IN_ROUTE');
    expect(offices.faults).toEqual([]);
  });

  it('gives a delegation, which the other finds in his queue with its act, and revokes it', async () => {
    const page = await offices.enter('Maria Rossi');
    await page.getByRole('link', { name: 'Deleghe' }).first().click();
    await page.getByRole('button', { name: 'Nuova delega' }).click();
    await page.getByRole('combobox').fill('Messina');
    await page
      .getByRole('option', { name: /Rosalia Messina/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Atto che dà la delega' }).fill('Determina n. 7/2026');
    await page.getByRole('textbox', { name: 'Motivo' }).fill('Ferie');
    await page.getByLabel('Dal').fill('2026-01-01');
    await page.getByLabel(/^Al\b/).fill('2036-12-31');
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/delegation.png` });
    await page.getByRole('button', { name: 'Conferisci' }).click();
    await page.getByText('Maria Rossi delega Rosalia Messina').waitFor();
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/powers-1440.png` });
    await office.toSign({ subject: 'Atto in delega' });
    const delegate = await offices.enter('Rosalia Messina', { width: 320, height: 700 });
    await delegate.getByText('per delega di Maria Rossi (Determina n. 7/2026)').first().waitFor();
    if (PICTURES) await delegate.screenshot({ path: `${PICTURES}/queue-320.png` });
    await page.getByRole('button', { name: 'Revoca' }).click();
    await page.getByRole('textbox').fill('Rientrata');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoca' }).click();
    await page.getByText('Revocata').waitFor();
    expect(offices.faults).toEqual([]);
  });
});
