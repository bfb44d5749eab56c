import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { aPdf } from '../support/pdfs';
import { PEOPLE, PIN } from '../support/people';
import { describeWith } from '../support/services';

const SUBJECT = 'Determina di affidamento a D’Angelo & C. s.n.c.';
const MAX_TABS = 80;

/** Nothing here moves a pointer: who cannot use a mouse must get as far (WCAG 2.1.1). */
describeWith(['database', 'chromium'], 'the main job by keyboard alone', () => {
  const app = useApplication({ web: true });
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-keyboard-'));
  const file = join(folder, 'atto.pdf');
  let offices: Offices;

  beforeAll(async () => {
    writeFileSync(file, await aPdf(SUBJECT));
    offices = await Offices.open(await app().listen());
  }, 60_000);

  afterAll(async () => {
    await offices.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('a drafter logs in, uploads, fills the form and sends', async () => {
    const page = await logIn(offices, PEOPLE.drafter);
    await press(page, page.getByRole('link', { name: 'Nuova richiesta' }).first(), 'Enter');
    const chooser = page.waitForEvent('filechooser');
    await press(page, page.locator('input[type=file]').first(), 'Space');
    await (await chooser).setFiles(file);
    await page.getByText('Pronto').waitFor();
    await type(page, page.getByRole('textbox', { name: 'Oggetto' }), SUBJECT);
    await type(page, page.getByRole('combobox', { name: 'Classifica' }), '1.1');
    await page.getByRole('option', { name: /^1\.1/ }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await type(page, page.getByRole('textbox', { name: 'Denominazione' }), 'Regione Siciliana');
    await type(page, page.getByRole('textbox', { name: 'Codice IPA' }), 'r_sicili');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Si attende Niccolò D’Amico').waitFor();
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('an endorser selects all and endorses by keys', async () => {
    const page = await logIn(offices, PEOPLE.endorser);
    await page.getByRole('tab', { name: 'Da vistare 1' }).waitFor();
    await reach(page, page.getByRole('checkbox', { name: /Tutti/ }));
    await page.keyboard.press('Space');
    await press(page, page.getByRole('button', { name: /^Vista/ }), 'Enter');
    await page.getByRole('tab', { name: 'Da vistare 0' }).waitFor();
    expect(offices.faults).toEqual([]);
  }, 120_000);

  it('an official signs with star, F, the code and Enter', async () => {
    const page = await logIn(offices, PEOPLE.signer);
    await page.getByRole('tab', { name: 'Da firmare 1' }).waitFor();
    await reach(
      page,
      page.getByRole('link', { name: SUBJECT }).or(page.getByRole('option', { name: SUBJECT })),
    );
    await page.keyboard.press('*');
    await page.keyboard.press('f');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Tutti i documenti sono pronti').waitFor();
    const code = dialog.getByRole('textbox', { name: 'PIN di firma' });
    expect(await code.inputValue()).toBe('');
    await type(page, code, PIN);
    await page.keyboard.press('Enter');
    await dialog.getByText('0000001').first().waitFor();
    expect(offices.faults).toEqual([]);
  }, 120_000);
});

async function logIn(offices: Offices, username: string): Promise<Page> {
  const page = await offices.arrive(username);
  await type(page, page.getByRole('textbox', { name: 'Nome utente' }), username);
  await type(page, page.getByLabel('Password'), 'demo');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  return page;
}

/** Goes from where the focus is to this element as Tab does, or fails after as many steps as any page may need. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let step = 0; step <= MAX_TABS; step += 1) {
    if (await target.and(page.locator(':focus')).count()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

async function press(page: Page, target: Locator, key: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}
