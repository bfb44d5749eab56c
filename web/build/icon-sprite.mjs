import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { wordsOfSource } from './words-of-source.mjs';

const MODULE = 'virtual:icon-sprite';
const SPRITE = createRequire(import.meta.url).resolve('bootstrap-italia/dist/svg/sprites.svg');

/** Ships the design system's icon sprite with the icons that the interface names, as one file of our origin. */
export function iconSprite({ source }) {
  let served = false;
  return {
    name: 'libro-firma:icon-sprite',
    configResolved(config) {
      served = config.command === 'serve';
    },
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null;
      if (served) return `export { default } from ${JSON.stringify(`${SPRITE}?url`)};`;
      const reference = this.emitFile({
        type: 'asset',
        name: 'icons.svg',
        source: subset(readFileSync(SPRITE, 'utf8'), wordsOfSource(source)),
      });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
}

function subset(sprite, words) {
  const symbols = sprite.match(/<symbol[\s\S]*?<\/symbol>/g) ?? [];
  const kept = symbols.filter((symbol) => words.has(/id="([^"]+)"/.exec(symbol)?.[1] ?? ''));
  return `<svg xmlns="http://www.w3.org/2000/svg">${kept.join('')}</svg>`;
}
