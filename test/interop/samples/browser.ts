import { writeFileSync } from 'node:fs';
import { isPresent, mustRun } from '../support/program';
import type { Workshop } from '../support/sample';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const paragraphs = (count: number): string =>
  Array.from({ length: count }, (_, at) => `<p>${at + 1}. Il dirigente determina quanto segue.</p>`).join('');

const PAGES: readonly (readonly [name: string, kind: string, html: string])[] = [
  ['short', 'printed web page', `<h1>Avviso</h1>${paragraphs(5)}`],
  ['long', 'printed web page, many pages', `<h1>Regolamento</h1>${paragraphs(900)}`],
  [
    'form',
    'printed web page with links and drawings',
    `<a href="https://example.org">collegamento</a><svg width="300" height="200"><circle cx="100" cy="100" r="80"
      fill="none" stroke="navy"/></svg><div style="opacity:.4;background:linear-gradient(red,blue);height:3cm"></div>`,
  ],
  ['landscape', 'printed web page, A3 landscape', `<style>@page{size:A3 landscape}</style>${paragraphs(40)}`],
];

/** Chromium's "print to PDF", as requesters use it on other services' pages. */
export function addBrowserFiles(workshop: Workshop): void {
  const browser = process.env.TEST_CHROMIUM ?? BROWSERS.find(isPresent) ?? 'chromium';
  workshop.with([browser], () => {
    for (const [name, kind, body] of PAGES) {
      workshop.make(`chromium-${name}`, { kind }, (target) => {
        const page = workshop.scratch(`${name}.html`);
        writeFileSync(
          page,
          `<!doctype html><html lang="it"><meta charset="utf-8"><title>${kind}</title>${body}`,
        );
        mustRun(browser, [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          `--user-data-dir=${workshop.scratch('chromium')}`,
          '--no-pdf-header-footer',
          `--print-to-pdf=${target}`,
          `file://${page}`,
        ]);
      });
    }
  });
}
