import { wordsOfSource } from './words-of-source.mjs';

const DESIGN_SYSTEM = /bootstrap-italia(\.min)?\.css$/;

/**
 * Keeps of the design system's stylesheet (612 kB) only what the interface can use: a selector stays when each
 * of its classes is a word of our source. At-rules that nest are purged inside; animations and fonts stay only
 * when a rule that stays names them.
 */
export function purgeCss({ source }) {
  return {
    name: 'libro-firma:purge-css',
    enforce: 'pre',
    transform(code, id) {
      if (!DESIGN_SYSTEM.test(id.split('?')[0])) return null;
      return { code: purge(code, wordsOfSource(source)), map: null };
    },
  };
}

export function purge(css, words) {
  const kept = purgeRules(rulesOf(css.replace(/^\uFEFF/, '').replace(/\/\*[\s\S]*?\*\//g, '')), words);
  const body = kept
    .filter((rule) => !rule.startsWith('@keyframes') && !rule.startsWith('@font-face'))
    .join('');
  const animations = kept.filter((rule) => {
    const name = /^@keyframes ([\w-]+)/.exec(rule)?.[1];
    return name && new RegExp(`animation[^;}]*\\b${name}\\b`).test(body);
  });
  return animations.join('') + body;
}

function purgeRules(rules, words) {
  return rules.flatMap(({ prelude, block }) => {
    if (block === null) return prelude.startsWith('@charset') ? [] : [`${prelude};`];
    if (/^@(media|supports|layer|container)/.test(prelude)) {
      const inside = purgeRules(rulesOf(block), words).join('');
      return inside ? [`${prelude}{${inside}}`] : [];
    }
    if (prelude.startsWith('@')) return [`${prelude}{${block}}`];
    const selectors = splitSelectors(prelude).filter((selector) => canMatch(selector, words));
    return selectors.length > 0 && block.trim() ? [`${selectors.join(',')}{${block}}`] : [];
  });
}

function canMatch(selector, words) {
  // The design system's focus ring is switched by its own script, which is not loaded: ours is :focus-visible.
  if (selector.includes('data-focus-mouse')) return false;
  // What stands in :not() is no condition for presence.
  const asked = selector.replace(/:not\([^)]*\)/g, '');
  return (asked.match(/\.(-?[A-Za-z_][\w-]*)/g) ?? []).every((name) => words.has(name.slice(1)));
}

/** Splits a stylesheet into its rules: what stands before the brace, and what it encloses (null: a statement). */
function rulesOf(css) {
  const rules = [];
  let at = 0;
  while (at < css.length) {
    const end = endOfPrelude(css, at);
    const prelude = css.slice(at, end).trim();
    if (css[end] !== '{') {
      if (prelude) rules.push({ prelude, block: null });
      at = end + 1;
      continue;
    }
    const close = matchingBrace(css, end);
    rules.push({ prelude, block: css.slice(end + 1, close) });
    at = close + 1;
  }
  return rules;
}

function endOfPrelude(css, from) {
  for (let at = from; at < css.length; at += 1) {
    if (css[at] === '"' || css[at] === "'") at = css.indexOf(css[at], at + 1);
    else if (css[at] === '{' || css[at] === ';') return at;
  }
  return css.length;
}

function matchingBrace(css, open) {
  let depth = 0;
  for (let at = open; at < css.length; at += 1) {
    const char = css[at];
    if (char === '"' || char === "'") at = css.indexOf(char, at + 1);
    else if (char === '{') depth += 1;
    else if (char === '}' && --depth === 0) return at;
  }
  return css.length;
}

function splitSelectors(prelude) {
  const parts = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < prelude.length; at += 1) {
    if ('(['.includes(prelude[at])) depth += 1;
    else if (')]'.includes(prelude[at])) depth -= 1;
    else if (prelude[at] === ',' && depth === 0) {
      parts.push(prelude.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, prelude.slice(start)];
}
