import { LoadImports } from '../../src/protocol/application/register-start/load-imports.use-case';
import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { look, press, write } from '../support/looks';
import { describeWith } from '../support/services';

const YEAR = new Date().getFullYear();
const HEAD = 'numero;anno;data;tipo;oggetto;mittente;destinatario;impronta';
const csv = (...lines: readonly string[]) => ({
  name: 'registro-2010.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([HEAD, ...lines].join('\n')),
});
const line = (number: number, subject: string) =>
  `${number};${YEAR};${YEAR}-01-0${number};E;${subject};Ninfa D’Alù;;`;

describeWith(['database', 'chromium'], 'an old register is imported', () => {
  const app = useApplication({ web: true, worker: false });
  let offices: Offices;
  let url: string;

  beforeAll(async () => {
    url = await app().listen();
    offices = await Offices.open(url);
  }, 120_000);

  afterAll(async () => {
    await offices.close();
  }, 60_000);

  it('sent, refused with its line, sent again, read in the list, and the register opened by an act', async () => {
    const page = await offices.enter('Anna Maria Greco');
    await page.waitForURL(({ pathname }) => !pathname.startsWith('/login'));
    await page.goto(`${url}/registrations`);
    await page.getByRole('link', { name: 'Inizio del registro' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Nessun file ricevuto').waitFor();
    await look(page, 'register-start-empty');

    const send = (file: ReturnType<typeof csv>) => page.locator('input[type=file]').setInputFiles(file);
    await send(csv(line(1, 'Istanza'), '2;"aperte'));
    await page.getByText('In lettura').waitFor();
    await app().api.get(LoadImports).execute();
    await page.getByText('Le virgolette aperte alla riga 3').waitFor();

    await send(
      csv(line(1, 'Istanza di accesso'), line(4, 'Ricorso sul tributo'), line(4, 'Ricorso due volte')),
    );
    await page.getByText('In lettura').waitFor();
    await app().api.get(LoadImports).execute(); // takes away what was loaded before
    await app().api.get(LoadImports).execute();
    await page.getByText('Rapporto sigillato').waitFor();
    expect(await page.getByText('2–3/' + String(YEAR)).isVisible()).toBe(true);

    expect(await page.getByLabel('Primo numero').inputValue()).toBe('');
    await page.reload();
    await page.getByText('Rapporto sigillato').waitFor();
    expect(await page.getByLabel('Primo numero').inputValue()).toBe('5');
    await write(page, 'Primo numero', '4');
    await write(page, 'Atto di chiusura', 'Determina n. 12');
    await page.getByLabel('Data dell’atto').fill(`${YEAR}-01-05`);
    await press(page, 'Apri il registro');
    await page.getByText('maggiore dell’ultimo importato (4)').waitFor();
    await write(page, 'Primo numero', '801');
    await press(page, 'Apri il registro');
    await page.getByText(`Il registro prosegue dal n. 801 del ${YEAR}`).waitFor();
    await look(page, 'register-start');

    await page.goto(`${url}/registrations`);
    await page.getByText('Importata', { exact: true }).first().waitFor();
    await look(page, 'register-imported');
    await page.getByRole('link', { name: '0000001' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Registrazione importata').waitFor();
    await look(page, 'imported-entry');
    expect(offices.faults).toEqual([]);
  }, 120_000);
});
