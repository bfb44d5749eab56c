import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { iconSprite } from './build/icon-sprite.mjs';
import { pdfjsAssets } from './build/pdfjs-assets.mjs';
import { purgeCss } from './build/purge-css.mjs';

const root = import.meta.dirname;
const routerBuild = resolve(root, '..', 'node_modules', 'react-router', 'dist', 'production');
const outDir = process.env.WEB_OUT_DIR
  ? resolve(process.env.WEB_OUT_DIR)
  : resolve(root, '..', 'dist', 'web');

export default defineConfig({
  root,
  plugins: [
    purgeCss({ source: resolve(root, 'src') }),
    iconSprite({ source: resolve(root, 'src') }),
    pdfjsAssets(),
  ],
  resolve: {
    // The package names its development build for every bundler; the other one lies beside it.
    alias: [
      { find: /^react-router\/dom$/, replacement: resolve(routerBuild, 'dom-export.mjs') },
      { find: /^react-router$/, replacement: resolve(routerBuild, 'index.mjs') },
    ],
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: ['es2022', 'chrome111', 'edge111', 'firefox115', 'safari16.4'],
    // Nothing is inlined: the content security policy allows scripts, styles and fonts of our own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // "use client" means nothing to an interface that is all client.
      onLog: (level, log, tell) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
    },
  },
  server: { proxy: { '/api': process.env.API_URL ?? 'http://127.0.0.1:3000' } },
});
