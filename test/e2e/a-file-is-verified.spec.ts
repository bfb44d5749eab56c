import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bufferSource } from '../../libs/pdf';
import { signCadesByTest } from '../../libs/signature/testing/cades-signing';
import { LivePki } from '../../libs/signature/testing/pki/live-services';
import { createTestPki } from '../../libs/signature/testing/pki/test-pki';
import { stampedCms } from '../../libs/signature/testing/stamped-cms';
import { Application } from '../support/application';
import { Offices } from '../support/browser';
import { aPdf } from '../support/pdfs';
import { describeWith } from '../support/services';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 320, height: 700 },
];

describeWith(['database', 'chromium'], 'the verification page', () => {
  let app: Application;
  let live: LivePki;
  const pki = createTestPki();
  const stamp = { by: pki.timestampAuthority, time: new Date() };
  const signed = stampedCms({ content: Buffer.from('Atto'), signer: pki.signer(), signatureStamps: [stamp] });
  const spoilt = Buffer.from(signed);
  spoilt[spoilt.indexOf('Atto')] = 0x42;
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
  let offices: Offices;
  let url: string;

  beforeAll(async () => {
    live = await LivePki.start();
    app = await Application.start({
      web: true,
      environment: { VERIFY_INNER_HOSTS: new URL(live.base).host },
    });
    writeFileSync(join(app.dataDir, 'trust', 'test-root.der'), live.pki.root.holder.read.der);
    url = await app.listen();
    offices = await Offices.open(url);
  }, 120_000);

  afterAll(async () => {
    await offices.close();
    await app.close();
    await live.close();
  }, 60_000);
  afterEach(() => {
    Object.assign(live.faults, { ocsp: undefined, crl: undefined });
    expect(offices.faults).toEqual([]);
  });

  const enter = async (viewport: (typeof WIDTHS)[number]) => {
    const page = await offices.enter('Chiara Ferrara', viewport);
    await page.waitForURL(({ pathname }) => pathname !== '/login');
    await page.goto(`${url}/verification`);
    return page;
  };
  const chooseFile = 'Scegli un file';

  it.each(WIDTHS)(
    'tells the verdict of one file with all that it rests on, accessibly, at $width px',
    async (viewport) => {
      const page = await enter(viewport);
      await page.getByLabel(chooseFile).waitFor({ state: 'attached' });
      expect(await problemsOf(page)).toEqual({ violations: [], overflow: 0 });
      await shoot(page, `form-${viewport.width}`);
      await page.getByLabel(chooseFile).setInputFiles(file('alterato.p7m', spoilt));
      await page.getByRole('heading', { name: 'Non valida' }).waitFor();
      await page.getByText('Opponibilità ai terzi: nessuna data').waitFor();
      await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
      await page.getByText('Sulla firma').waitFor();
      expect(await problemsOf(page)).toEqual({ violations: [], overflow: 0 });
      await shoot(page, `one-${viewport.width}`);
      await page.context().close();
    },
    120_000,
  );

  it.each(WIDTHS)(
    'takes many files, shows each verdict with its reason, and narrows the table, at $width px',
    async (viewport) => {
      const page = await enter(viewport);
      Object.assign(live.faults, { ocsp: 'HTTP_500', crl: 'HTTP_500' });
      await page
        .getByLabel(chooseFile)
        .setInputFiles([
          file('buono.p7m', stampedCms({ content: Buffer.from('Atto'), signer: live.pki.signer() })),
          file('alterato.p7m', spoilt),
          file('ignoto.p7m', signed),
          file('senza.pdf', await aPdf('Senza firme')),
          file('testo.txt', Buffer.from('ciao')),
        ]);
      await page.getByRole('heading', { name: '5 file verificati' }).waitFor();
      for (const verdict of ['Non determinabile', 'Nessuna firma', 'File non leggibile', 'Non valida'])
        await page.getByRole('table').getByText(verdict, { exact: true }).first().waitFor();
      expect(await problemsOf(page)).toEqual({ violations: [], overflow: 0 });
      await shoot(page, `many-${viewport.width}`);

      // A service that did not answer is asked again, and the line changes by itself.
      Object.assign(live.faults, { ocsp: undefined, crl: undefined });
      await page.getByRole('button', { name: 'Riprova adesso' }).click();
      await page.getByRole('table').getByText('Valida', { exact: true }).waitFor();

      await page.getByRole('button', { name: /^Nessuna firma/ }).click();
      await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
      expect(await page.locator('tbody tr').count()).toBe(1);
      await page.getByRole('button', { name: /^Tutti/ }).click();
      await page.getByLabel('Cerca per nome o firmatario').fill('ignoto');
      await page.getByRole('link', { name: 'ignoto.p7m' }).click();
      await page.getByRole('heading', { name: 'Non determinabile' }).waitFor();
      await page.getByRole('link', { name: 'Torna alla tabella' }).click();
      const [table] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Scarica la tabella (CSV)' }).click(),
      ]);
      expect(
        readFileSync(await table.path(), 'utf8')
          .trimEnd()
          .split('\r\n'),
      ).toHaveLength(6);
      await page.context().close();
    },
    120_000,
  );

  it.each(WIDTHS)(
    'keeps a file that is to be kept, answers for a day, repeats the verdict, and forgets it, at $width px',
    async (viewport) => {
      const page = await enter(viewport);
      await page.getByLabel('Conserva il file').check();
      const yesterday = { by: live.pki.timestampAuthority, time: new Date(Date.now() - 86_400_000) };
      const stamped = stampedCms({
        content: Buffer.from('Atto'),
        signer: live.pki.signer({ notBefore: new Date(Date.now() - 30 * 86_400_000) }),
        signatureStamps: [yesterday],
      });
      await page.getByLabel(chooseFile).setInputFiles(file('buono.p7m', stamped));
      await page.getByRole('heading', { name: 'Valida', exact: true }).waitFor();
      const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
      await page.getByLabel('Giorno').fill(day(1));
      await page.getByText('per la marca temporale').waitFor();
      await page.getByLabel('Giorno').fill(day(9));
      await page.getByText('la prima prova è del').waitFor();
      await page.getByRole('button', { name: 'Ripeti la verifica di allora' }).click();
      await page.getByText('Ripetuta con i dati di allora: stesso esito').waitFor();
      expect(await problemsOf(page)).toEqual({ violations: [], overflow: 0 });
      await shoot(page, `kept-${viewport.width}`);
      await page.reload();
      await page.getByRole('button', { name: 'Rimuovi il file' }).click();
      await page.getByRole('button', { name: 'Rimuovi il file' }).waitFor({ state: 'detached' });
      await page.context().close();
    },
    120_000,
  );

  it('asks for the document that a detached signature signs, and verifies both together', async () => {
    const page = await enter({ width: 1440, height: 900 });
    const content = Buffer.from('Ordinanza n. 3');
    const p7s = signCadesByTest({ kind: 'DETACHED', document: bufferSource(content) }, live.pki.signer());
    await page.getByLabel(chooseFile).setInputFiles(file('ordinanza.p7s', p7s));
    await page.getByRole('heading', { name: 'Manca il documento firmato' }).waitFor();
    await shoot(page, 'detached-1440');
    await page.getByLabel('Aggiungi il documento firmato').setInputFiles(file('ordinanza.txt', content));
    await page.getByRole('heading', { name: 'Valida', exact: true }).waitFor();
    await page.context().close();
  }, 120_000);

  it('is worked by the keyboard alone, from the file to a line of the checks', async () => {
    const page = await enter({ width: 1440, height: 900 });
    await page.bringToFront();
    await page.getByLabel(chooseFile).focus();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByLabel(chooseFile).press('Space'),
    ]);
    await chooser.setFiles(file('alterato.p7m', spoilt));
    await page.getByRole('heading', { name: 'Non valida' }).waitFor();
    const isReached = async (): Promise<boolean> =>
      /controlli/.test(
        await page.evaluate<string>("document.activeElement?.closest('summary')?.textContent ?? ''"),
      );
    for (let presses = 0; presses < 80 && !(await isReached()); presses += 1)
      await page.keyboard.press('Tab');
    expect(await isReached()).toBe(true);
    await page.locator('.lf-checks').waitFor(); // open already: an altered file shows why
    await page.keyboard.press('Enter');
    await page.locator('.lf-checks').waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await page.locator('.lf-checks').waitFor();
    await page.context().close();
  }, 120_000);

  type Page = Awaited<ReturnType<Offices['enter']>>;

  /** SCREENSHOTS_DIR: where to leave what the page looks like, for a person to judge. */
  async function shoot(page: Page, name: string): Promise<void> {
    const folder = process.env.SCREENSHOTS_DIR;
    if (folder) await page.screenshot({ path: `${folder}/verification-${name}.png`, fullPage: true });
  }

  async function problemsOf(page: Page): Promise<{ violations: string[]; overflow: number }> {
    await page.evaluate(AXE);
    const violations = await page.evaluate<string[]>(
      `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`,
    );
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    return { violations, overflow: Math.max(0, Number(overflow)) };
  }
});
