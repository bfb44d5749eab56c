import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { aPdf } from '../support/pdfs';
import { PIN } from '../support/people';
import { describeWith } from '../support/services';

const SUBJECTS = [
  'Determina di impegno per la manutenzione delle strade',
  'Ordinanza sulla viabilità di via dell’Orologio',
  'Risposta all’istanza di accesso agli atti',
  'Nulla osta paesaggistico',
  'Liquidazione della fattura n. 12',
];

describeWith(['database', 'chromium', 'program:pdfsig'], 'the main job, as three people in turn', () => {
  const app = useApplication({ web: true });
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-journey-'));
  let offices: Offices;

  beforeAll(async () => {
    offices = await Offices.open(await app().listen());
  }, 60_000);

  afterAll(async () => {
    await offices.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('a drafter sends five acts', async () => {
    const page = await offices.enter('Giulia Bianchi');
    for (const [index, subject] of SUBJECTS.entries()) {
      const file = join(folder, `atto-${index}.pdf`);
      writeFileSync(file, await aPdf(subject));
      await send(page, file, subject);
    }
    expect(offices.faults).toEqual([]);
  }, 180_000);

  it('an endorser reads them and gives his visto to all', async () => {
    const page = await offices.enter('Niccolò D’Amico');
    await page.getByRole('checkbox', { name: `Tutti (${SUBJECTS.length})` }).check();
    await page.getByRole('button', { name: /^Vista/ }).click();
    await page.getByRole('tab', { name: 'Da vistare 0' }).waitFor();
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('an official signs the five with one code and sees each number', async () => {
    const page = await offices.enter('Maria Rossi');
    await page.getByRole('checkbox', { name: `Tutti (${SUBJECTS.length})` }).check();
    await page
      .getByRole('button', { name: /^Firma/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Tutti i documenti sono pronti').waitFor();
    await dialog.getByRole('textbox', { name: 'PIN di firma' }).fill(PIN);
    await dialog.getByRole('button', { name: 'Firma ora' }).click();
    for (const number of ['0000001', '0000005']) await dialog.getByText(number).first().waitFor();
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('the drafter finds them archived and downloads what pdfsig calls valid', async () => {
    await app().drain();
    const page = await offices.enter('Giulia Bianchi');
    await page
      .getByRole('link', { name: SUBJECTS[0] ?? '' })
      .first()
      .click();
    const waiting = page.waitForEvent('download');
    await page
      .getByRole('link', { name: /firmato/i })
      .first()
      .click();
    const signed = join(folder, 'signed.pdf');
    await (await waiting).saveAs(signed);
    const base = readFileSync(join(folder, 'atto-0.pdf'));
    expect(readFileSync(signed).subarray(0, base.length).equals(base)).toBe(true);
    expect(pdfsig(signed)).toMatch(/Signature is Valid/);
    expect(pdfsig(signed)).toMatch(/Total document signed/);
    expect(offices.faults).toEqual([]);
  }, 120_000);
});

async function send(page: Page, file: string, subject: string): Promise<void> {
  await page.getByRole('link', { name: 'Nuova richiesta' }).first().click();
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByText('Pronto').waitFor();
  await page.getByRole('textbox', { name: 'Oggetto' }).fill(subject);
  await page.getByRole('combobox', { name: 'Classifica' }).fill('1.1');
  await page.getByRole('option', { name: /^1\.1/ }).first().click();
  await page.getByRole('textbox', { name: 'Denominazione' }).fill('Regione Siciliana');
  await page.getByRole('textbox', { name: 'Codice IPA' }).fill('r_sicili');
  await page.getByRole('button', { name: 'Invia alla firma' }).click();
  await page.getByText('Si attende Niccolò D’Amico').waitFor();
  await page.getByRole('link', { name: 'Le mie richieste' }).first().click();
}

/** Fails by its exit code as well: what is thrown names it. */
function pdfsig(file: string): string {
  return execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
}
