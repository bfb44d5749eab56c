import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { describeWith } from '../support/services';

describeWith(['database', 'chromium'], 'programs beside the service', () => {
  const app = useApplication({
    web: true,
    environment: { WEBHOOK_KEY: 'a key of the tests, long enough to be one' },
  });
  let offices: Offices;

  beforeAll(async () => {
    offices = await Offices.open(await app().listen());
  }, 60_000);

  afterAll(() => offices.close(), 60_000);

  it('get a token from their person, which works until it is revoked', async () => {
    const page = await offices.enter('Giulia Bianchi');
    await page.getByRole('heading', { name: 'Le mie richieste' }).waitFor();
    await page.goto(`${offices.url}/preferences`);
    await page.getByText('Nessun programma ha un token.').waitFor();
    await page.getByRole('textbox', { name: 'Nome del programma' }).fill('Gestionale dell’Ufficio gare');
    await page.getByRole('button', { name: 'Crea token' }).click();
    const token = await page.locator('code', { hasText: /^lf_/ }).textContent();
    const call = () =>
      app().api.inject({ url: '/api/v1/session', headers: { authorization: `Bearer ${token}` } });
    expect((await call()).statusCode).toBe(200);
    await page.getByRole('button', { name: 'Revoca il token di Gestionale dell’Ufficio gare' }).click();
    await page.getByText('Nessun programma ha un token.').waitFor();
    expect((await call()).statusCode).toBe(401);
    expect(offices.faults).toEqual([]);
  }, 60_000);

  it('are told of events once the administrator has said which', async () => {
    const page = await offices.enter('Francesca Di Stefano');
    await page.getByText('Nessun webhook.').waitFor();
    await page.getByRole('textbox', { name: 'Applicativo' }).fill('ERP');
    await page.getByRole('textbox', { name: 'Indirizzo' }).fill('http://erp.comune.example/webhook');
    await page.getByRole('checkbox', { name: 'signing-request.registered' }).check();
    await page.getByRole('button', { name: 'Aggiungi webhook' }).click();
    await page.getByText('Un webhook chiama solo indirizzi https pubblici').waitFor();
    await page.getByRole('textbox', { name: 'Indirizzo' }).fill('https://erp.comune.example/webhook');
    await page.getByRole('button', { name: 'Aggiungi webhook' }).click();
    await page.locator('code', { hasText: /^whsec_/ }).waitFor();
    await page.getByRole('button', { name: 'Chiamate a ERP' }).click();
    await page.getByText('Ancora nessuna chiamata.').waitFor();
    await page.getByRole('button', { name: 'Togli il webhook di ERP' }).click();
    await page.getByText('Nessun webhook.').waitFor();
    expect(offices.faults).toEqual([]);
  }, 60_000);
});
