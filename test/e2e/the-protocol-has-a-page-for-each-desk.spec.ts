import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { SEGNATURA_2013 } from '../../libs/segnatura/testing/received-samples';
import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { look, press, write } from '../support/looks';
import { type Desk, logIn, PEOPLE } from '../support/people';
import { describeWith } from '../support/services';

const TAX_CODE = 'RSSMRA80A01H501U';
const SUBJECT = 'Richiesta di accesso agli atti del ponte';

describeWith(['database', 'chromium'], 'the protocol has a page for each desk', () => {
  const app = useApplication({ web: true });
  let offices: Offices;
  let url: string;
  let clerk: Desk;
  let incomingId: string;

  beforeAll(async () => {
    url = await app().listen();
    clerk = await logIn(app(), PEOPLE.clerk);
    incomingId = (await registered(SUBJECT)).id;
    offices = await Offices.open(url);
  }, 120_000);

  afterAll(async () => {
    await offices.close();
  }, 60_000);

  async function registered(subject: string): Promise<{ id: string; number: string }> {
    const bytes = Buffer.from(`${subject} ${Math.random()}`);
    const { id: documentId } = await clerk.must<{ id: string }>(
      clerk.upload('documents?use=annex', { fileName: 'istanza.txt', bytes }),
    );
    const sender = { kind: 'PUBLIC_BODY', name: 'Regione di Prova', ipaCode: 'r_sicili' };
    return clerk.must(
      clerk.post('registrations', { subject, sender, classificationCode: '6.1', documentId }),
    );
  }

  async function enter(person: string, address: string): Promise<Page> {
    const page = await offices.enter(person);
    await page.waitForURL(({ pathname }) => !pathname.startsWith('/login'));
    await page.goto(`${url}${address}`);
    return page;
  }

  /** The form waits for a file to be there, as a clerk does. */
  async function attach(page: Page, name: string, text: string): Promise<void> {
    const taken = page.waitForResponse((response) => response.url().includes('/documents'));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await taken;
  }

  it('receipt and label at the counter, the received segnatura, and a message back', async () => {
    const page = await enter('Salvatore Lo Presti', `/registrations/${incomingId}`);
    const [label] = await Promise.all([
      page.request.get(`${url}/api/v1/registrations/${incomingId}/label`),
      page.getByRole('link', { name: 'Etichetta da stampare' }).waitFor(),
    ]);
    expect((await label.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await press(page, 'Prepara la ricevuta');
    const receipt = page.getByRole('link', { name: 'Apri la ricevuta' });
    await receipt.waitFor();
    const pdf = await page.request.get(`${url}${(await receipt.getAttribute('href')) ?? ''}`);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await page
      .locator('input[type=file][accept=".xml"]')
      .setInputFiles({ name: 'Segnatura.xml', mimeType: 'text/xml', buffer: Buffer.from(SEGNATURA_2013) });
    await page.getByText('versione 2013').waitFor();
    await press(page, 'Conferma di ricezione');
    await page.getByText('inviato da noi').waitFor();
    await press(page, 'Notifica un’eccezione');
    await page.keyboard.type('Manca l’allegato');
    await press(page, 'Prepara il messaggio');
    await page.getByText('Manca l’allegato').waitFor();
    await look(page, 'registration-panels');
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('a reservation is decided by the records manager, with a reason', async () => {
    const page = await enter('Anna Maria Greco', `/registrations/${incomingId}`);
    await press(page, 'Cambia chi può aprirla');
    await page.getByRole('dialog').getByRole('checkbox').press('Space');
    await write(page, 'Motivo della decisione', 'Contiene dati sulla salute');
    await look(page, 'reservation');
    await press(page, /^Conferma$/);
    await page.getByText('Riservata', { exact: true }).first().waitFor();
    const auditor = await logIn(app(), PEOPLE.auditor);
    expect((await auditor.get(`registrations/${incomingId}`)).status).toBe(404);
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('an outgoing act is registered by keyboard and sent by hand with its proof, state by state', async () => {
    const page = await enter('Salvatore Lo Presti', '/registrations/new?direction=OUTGOING');
    await page.getByRole('heading', { name: 'Registra in uscita' }).waitFor();
    await attach(page, 'risposta.txt', 'Si concede l’accesso');
    await page.getByLabel('Nome', { exact: false }).first().fill('Ninfa');
    await page.getByLabel('Cognome', { exact: false }).first().fill('D’Alù');
    await page.getByRole('textbox', { name: 'Oggetto' }).fill('Risposta all’istanza di accesso');
    await page.getByRole('combobox', { name: /Classifica/ }).fill('6.1');
    await page.keyboard.press('Enter');
    await look(page, 'outgoing-form');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Registrato con il n.').waitFor();
    await page.getByRole('link', { name: 'Apri', exact: false }).first().press('Enter');
    await press(page, 'Prepara la spedizione');
    await page.getByText('Copia da stampare').first().waitFor();
    await page.goto(`${url}/registrations/dispatches`);
    await page.getByText('Risposta all’istanza di accesso').waitFor();
    await look(page, 'dispatch-desk');
    await press(page, /^Segna come spedita/);
    await write(page, 'Mezzo usato', 'Raccomandata');
    await write(page, 'Prova', 'R 1234567890-1');
    await press(page, /^Conferma$/);
    await page.getByText('Niente da spedire').waitFor();
    await page.goBack();
    await page.getByText('Spedita', { exact: true }).waitFor();
    await press(page, /^Segna come consegnata/);
    await write(page, 'Prova', 'Avviso di ricevimento');
    await press(page, /^Conferma$/);
    await page.getByText('Consegnata', { exact: true }).waitFor();
    await look(page, 'dispatched');
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('an internal document is registered with the office alone', async () => {
    const page = await enter('Salvatore Lo Presti', '/registrations/new?direction=INTERNAL');
    await attach(page, 'nota.txt', 'Nota interna');
    await page.getByRole('textbox', { name: 'Oggetto' }).fill('Nota interna sul ponte');
    await page.getByRole('combobox', { name: /Classifica/ }).fill('6.1');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Registrato con il n.').waitFor();
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('a search is saved, run again and thrown away, and exported', async () => {
    const page = await enter('Salvatore Lo Presti', '/registrations?direction=OUTGOING');
    await page.getByText('Risposta all’istanza di accesso').waitFor();
    await press(page, 'Salva questa ricerca');
    await page.keyboard.type('Uscite');
    await press(page, /^Salva$/);
    await page.getByRole('button', { name: 'Uscite', exact: true }).waitFor();
    await page.goto(`${url}/registrations`);
    await page.getByText('Nota interna sul ponte').waitFor();
    await look(page, 'saved-searches');
    await press(page, 'Uscite');
    await page.getByText('Nota interna sul ponte').waitFor({ state: 'detached' });
    expect(page.url()).toContain('direction=OUTGOING');
    const href = await page.getByRole('link', { name: 'Esporta in ODS' }).getAttribute('href');
    const file = await page.request.get(`${url}${href ?? ''}`);
    expect((await file.body()).subarray(0, 2).toString()).toBe('PK');
    await page.getByRole('button', { name: 'Elimina la ricerca Uscite' }).press('Enter');
    await page.getByRole('button', { name: 'Uscite', exact: true }).waitFor({ state: 'detached' });
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('a correspondent is corrected and merged, with reasons that stay', async () => {
    const add = (familyName: string) =>
      clerk.must<{ id: string }>(
        clerk.post('correspondents', { kind: 'PERSON', name: 'Rosalia', familyName }),
      );
    const [{ id }, twin] = [await add('Sinibaldi'), await add('Sinibalda')];
    const page = await enter('Anna Maria Greco', `/correspondents/${id}`);
    await press(page, 'Correggi');
    await write(page, 'Codice fiscale', TAX_CODE);
    await write(page, 'Motivo della correzione', 'Dal documento');
    await look(page, 'correspondent-edit');
    await press(page, 'Salva la correzione');
    await page.getByText(TAX_CODE).first().waitFor();
    // As a body that was written before codes were checked may leave it.
    await app().superuser.query(
      `UPDATE correspondent twin SET tax_code = kept.tax_code, tax_key = kept.tax_key
         FROM correspondent kept WHERE twin.id = $1 AND kept.id = $2`,
      [twin.id, id],
    );
    await page.goto(`${url}/correspondents`);
    await press(page, /^Tieni.*Sinibaldi/);
    await page.keyboard.type('È la stessa persona');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Unisci/ })
      .press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goto(`${url}/correspondents/${twin.id}`);
    await page.getByText('Unito a un altro corrispondente').waitFor();
    await page.getByRole('link', { name: 'Apri quello in uso' }).press('Enter');
    await page.getByRole('link', { name: /Sinibalda/ }).waitFor();
    await look(page, 'correspondent');
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('a filing rule is added and taken away', async () => {
    const page = await enter('Anna Maria Greco', '/filing-desk');
    await page.getByRole('link', { name: 'Regole di fascicolazione' }).press('Enter');
    await page.getByText('Nessuna regola').waitFor();
    await write(page, 'Nome della regola', 'Accessi agli atti');
    await write(page, 'Parole nell’oggetto', 'accesso atti');
    await page.getByLabel('Fascicola in').selectOption({ index: 1 });
    await press(page, /^Aggiungi una regola/);
    await page.getByText('parole «accesso atti»').waitFor();
    await look(page, 'desk-rules');
    await press(page, /^Togli.*Accessi/);
    await page.getByText('Nessuna regola').waitFor();
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('the emergency register is opened, used on its form without the service, closed and imported once', async () => {
    const page = await enter('Anna Maria Greco', '/registrations/emergency');
    await page.getByText('non è mai stato aperto').waitFor();
    await write(page, 'Prefisso', 'URP');
    await write(page, 'Nome della postazione', 'Ufficio relazioni col pubblico');
    await press(page, /^Aggiungi$/);
    const [form] = await Promise.all([page.waitForEvent('download'), press(page, /^Scarica il modulo/)]);
    const formPath = join(app().dataDir, 'modulo.html');
    await form.saveAs(formPath);
    const station = await page.context().newPage();
    await station.goto(`file://${formPath}`);
    await station.context().setOffline(true);
    const exported = await useForm(station);
    await station.context().setOffline(false);
    await page.locator('input[type=file]').setInputFiles(exported);
    await page.getByText('Nessun numero mancante').waitFor();
    await look(page, 'emergency');
    await page.locator('input[type=file]').setInputFiles(exported);
    await page.getByText('Questo file è già stato importato').waitFor();
    await press(page, 'Apri il registro');
    await look(page, 'emergency-open');
    await page.keyboard.press('Escape');
    expect(offices.faults).toEqual([]);
  }, 120_000);

  /** Opens, registers one document, closes and exports, as somebody at the counter does it. */
  async function useForm(station: Page): Promise<string> {
    await station.locator('#cause').fill('Interruzione della rete');
    await station.locator('#act').fill('Determina n. 3');
    await station.locator('#opening button').click();
    await station.locator('#counterpart').fill('Ninfa D’Alù');
    await station.locator('#subject').fill('Istanza presentata a mano');
    await station.locator('#class').selectOption('6.1');
    await station.locator('#sheets').fill('2');
    await station.locator('#place').fill('Armadio 4');
    await station.locator('#entry button').click();
    await station.locator('#close').click();
    const [download] = await Promise.all([
      station.waitForEvent('download'),
      station.locator('#export').click(),
    ]);
    const path = join(app().dataDir, 'emergenza.json');
    await download.saveAs(path);
    return path;
  }
});
