import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..', '..');

/** Not ours, or made anew by every build. */
const LEFT_OUT = /^(node_modules|dist.*|coverage|\..*)$/;
const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;
/** Inline code that names a file of this repository from its root. */
const NAMED_FILE = /`((?:src|libs|test|scripts|docs|migrations|docker|web|bench)\/[\w./-]+\.[a-z]+)`/g;
const OUTSIDE = /^[a-z]+:/;

export function filesBelow(folder: string, name: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.test(entry.name) ? [] : filesBelow(path, name);
    return name.test(entry.name) ? [path] : [];
  });
}

/** Links that lead nowhere and files that are named and not there, each with the page that says so. */
export function deadReferences(): string[] {
  return filesBelow('.', /\.md$/).flatMap((page) => {
    const text = withoutFences(readFileSync(join(ROOT, page), 'utf8'));
    const links = [...text.matchAll(LINK)].map((match) => match[1] ?? '');
    const named = [...text.matchAll(NAMED_FILE)].map((match) => match[1] ?? '');
    return [
      ...links.filter((target) => !leadsSomewhere(page, target)),
      ...named.filter((path) => !existsSync(join(ROOT, path))),
    ].map((target) => `${page}: ${target}`);
  });
}

function leadsSomewhere(page: string, target: string): boolean {
  if (OUTSIDE.test(target)) return true;
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : relative(ROOT, resolve(ROOT, dirname(page), path));
  if (!existsSync(join(ROOT, file))) return false;
  return anchor === undefined || !file.endsWith('.md') || anchorsOf(file).includes(anchor);
}

/** As the usual web front ends make them from headings. */
function anchorsOf(page: string): string[] {
  const text = withoutFences(readFileSync(join(ROOT, page), 'utf8'));
  return [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '');
}
