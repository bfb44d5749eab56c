import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from './services';

const PATIENCE_MS = 30_000;
const DESK = { width: 1440, height: 900 };

/** A browser in which several people work, each with cookies of his own. */
export class Offices {
  private constructor(
    private readonly browser: Browser,
    readonly url: string,
    readonly faults: string[],
  ) {}

  static async open(url: string): Promise<Offices> {
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
    return new Offices(browser, url, []);
  }

  /** Enters the demo as the person of this name, and lands on what waits for that person. */
  async enter(fullName: string, viewport = DESK): Promise<Page> {
    const page = await this.arrive(fullName, viewport);
    await page.getByRole('button', { name: fullName }).click();
    return page;
  }

  /** Stands before the login; what goes wrong on the page later is told under this name. */
  async arrive(visitor: string, viewport = DESK): Promise<Page> {
    const context = await this.browser.newContext({ viewport, locale: 'it-IT', acceptDownloads: true });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (fault) => this.faults.push(`${visitor}: ${fault.message}`));
    await page.goto(this.url);
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
