import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const SCREENSHOTS = process.env.SCREENSHOTS_DIR;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** A button that is just being enabled has neither its old colours nor its new ones. */
const AT_REST = `Promise.all(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
  .map((one) => one.finished.catch(() => undefined)))`;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** No rule of WCAG 2.1 AA is broken and nothing is cut off, wide and narrow. A picture of each where `SCREENSHOTS_DIR` says. */
export async function look(page: Page, name: string): Promise<void> {
  for (const width of [1440, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(AT_REST);
    if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/${name}-${width}.png`, fullPage: true });
    await page.evaluate(AXE);
    const violations = await page.evaluate<string[], string[]>(async (values) => {
      const { axe } = globalThis as unknown as {
        axe: { run(options: object): Promise<{ violations: Violation[] }> };
      };
      const found = (await axe.run({ runOnly: { type: 'tag', values } })).violations;
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    }, RULES);
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect({ name, width, violations, overflow }).toEqual({ name, width, violations: [], overflow: 0 });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** As somebody without a mouse does it. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().focus();
  await page.keyboard.press('Enter');
}

/** Writes into the field of this label, by keyboard. */
export async function write(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label).first();
  await field.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}
