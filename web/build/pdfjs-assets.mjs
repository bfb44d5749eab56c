import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packageFile = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
/** What real files need now and then: fonts that are not embedded, Asian encodings, JPEG 2000, colour profiles. */
const FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

/** Ships the data files that pdf.js fetches on demand, beside the chunk that names their folder. */
export function pdfjsAssets() {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
  const base = `pdfjs/${version}`;
  return {
    name: 'libro-firma:pdfjs-assets',
    config: () => ({ define: { __PDFJS_ASSETS__: JSON.stringify(`/${base}/`) } }),
    generateBundle() {
      for (const folder of FOLDERS) {
        const from = join(dirname(packageFile), folder);
        for (const file of readdirSync(from)) {
          this.emitFile({
            type: 'asset',
            fileName: `${base}/${folder}/${file}`,
            source: readFileSync(join(from, file)),
          });
        }
      }
    },
  };
}
