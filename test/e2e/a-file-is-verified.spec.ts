import { readFileSync } from 'node:fs';
import { createTestPki } from '../../libs/signature/testing/pki/test-pki';
import { stampedCms } from '../../libs/signature/testing/stamped-cms';
import { useApplication } from '../support/application';
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
  const app = useApplication({ web: true, worker: false });
  const pki = createTestPki();
  const stamp = { by: pki.timestampAuthority, time: new Date() };
  const signed = stampedCms({ content: Buffer.from('Atto'), signer: pki.signer(), signatureStamps: [stamp] });
  const spoilt = Buffer.from(signed);
  spoilt[spoilt.indexOf('Atto')] = 0x42;
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
  let offices: Offices;
  let url: string;

  beforeAll(async () => {
    url = await app().listen();
    offices = await Offices.open(url);
  }, 120_000);

  afterAll(async () => {
    await offices.close();
  }, 60_000);

  it.each(WIDTHS)(
    'tells the verdict of one file and of many, accessibly, at $width px',
    async (viewport) => {
      const page = await offices.enter('Chiara Ferrara', viewport);
      await page.waitForURL(({ pathname }) => pathname !== '/login');
      await page.goto(`${url}/verification`);
      await page.locator('input[type=file]').setInputFiles(file('alterato.p7m', spoilt));
      await page.getByRole('heading', { name: 'Non valida' }).waitFor();
      await page.getByText('Opponibilità ai terzi: nessuna data').waitFor();
      await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
      await page.getByText('Sulla firma').waitFor();
      expect(await problemsOf(page)).toEqual({ violations: [], overflow: 0 });
      await shoot(page, `one-${viewport.width}`);

      await page.getByRole('button', { name: 'Verifica un altro file' }).click();
      await page
        .locator('input[type=file]')
        .setInputFiles([
          file('ignoto.p7m', signed),
          file('senza.pdf', await aPdf('Senza firme')),
          file('testo.txt', Buffer.from('ciao')),
        ]);
      for (const verdict of ['Non determinabile', 'Nessuna firma', 'File non leggibile'])
        await page.getByText(verdict).first().waitFor();
      await page.getByRole('button', { name: 'Verifica un altro file' }).waitFor();
      expect(await problemsOf(page)).toEqual({ violations: [], overflow: 0 });
      await shoot(page, `many-${viewport.width}`);
      await page.context().close();
    },
    120_000,
  );

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
