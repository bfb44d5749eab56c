import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './markdown-files';

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };

interface Line {
  readonly indent: number;
  readonly text: string;
}

/** What the standard (publiccode.yml 0.7) asks for and bounds. */
const REQUIRED = [
  'publiccodeYmlVersion',
  'name',
  'url',
  'platforms',
  'developmentStatus',
  'softwareType',
  'description',
  'legal.license',
  'maintenance.type',
  'localisation.localisationReady',
  'localisation.availableLanguages',
  'organisation.uri',
];
const STATUSES = ['concept', 'development', 'beta', 'stable', 'obsolete'];
const MAINTENANCE = ['internal', 'contract', 'community', 'none'];

/** What is wrong with publiccode.yml; an empty list when nothing is. */
export function publiccodeFaults(): string[] {
  const file = read(readFileSync(join(ROOT, 'publiccode.yml'), 'utf8'));
  const missing = REQUIRED.filter((path) => at(file, path) === undefined).map((path) => `${path} is missing`);
  return [...missing, ...faultsOfValues(file), ...faultsOfDescriptions(file)];
}

function faultsOfValues(file: Tree): string[] {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, string>;
  const maintenance = text(at(file, 'maintenance.type'));
  const who = maintenance === 'contract' ? 'maintenance.contractors' : 'maintenance.contacts';
  return [
    ...(STATUSES.includes(text(at(file, 'developmentStatus')))
      ? []
      : ['developmentStatus is none of the list']),
    ...(MAINTENANCE.includes(maintenance) ? [] : ['maintenance.type is none of the list']),
    ...(maintenance === 'none' || at(file, who) !== undefined ? [] : [`${who} is missing`]),
    ...(text(at(file, 'legal.license')) === manifest.license
      ? []
      : ['legal.license is not that of package.json']),
    ...(text(at(file, 'softwareVersion')) === manifest.version
      ? []
      : ['softwareVersion is not that of package.json']),
    ...(/^urn:x-italian-pa:\S+$/.test(text(at(file, 'organisation.uri')))
      ? []
      : ['organisation.uri is no IPA code']),
  ];
}

function faultsOfDescriptions(file: Tree): string[] {
  const descriptions = at(file, 'description');
  return Object.keys(typeof descriptions === 'object' ? descriptions : {}).flatMap((language) => {
    const short = text(at(file, `description.${language}.shortDescription`)).length;
    const long = text(at(file, `description.${language}.longDescription`)).length;
    const features = at(file, `description.${language}.features`);
    return [
      ...(short >= 1 && short <= 150
        ? []
        : [`${language}: shortDescription has ${short} characters, not 1 to 150`]),
      ...(long >= 150 && long <= 10_000
        ? []
        : [`${language}: longDescription has ${long}, not 150 to 10000`]),
      ...(Array.isArray(features) && features.length > 0 ? [] : [`${language}: no features`]),
    ];
  });
}

function at(tree: Tree | undefined, path: string): Tree | undefined {
  return path
    .split('.')
    .reduce<Tree | undefined>(
      (below, key) =>
        typeof below === 'object' && !Array.isArray(below)
          ? (below as Readonly<Record<string, Tree>>)[key]
          : undefined,
      tree,
    );
}

function text(tree: Tree | undefined): string {
  return typeof tree === 'string' ? tree : '';
}

/** The part of YAML that our file uses: nested keys, lists of texts and of one-key maps, folded texts. */
function read(yaml: string): Tree {
  const lines = yaml
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trimEnd())
    .filter((line) => line.trim() !== '')
    .map((line) => ({ indent: line.search(/\S/), text: line.trim() }));
  return block(lines);
}

function block(lines: readonly Line[]): Tree {
  const [first] = lines;
  if (!first) return '';
  const groups = groupsOf(lines, first.indent);
  if (first.text.startsWith('- ')) return groups.map(([head]) => scalar(head.text.slice(2)));
  return Object.fromEntries(
    groups.map(([head, ...below]) => {
      const [, key = '', value = ''] = /^([\w-]+):\s*(.*)$/.exec(head.text) ?? [];
      if (key === '') throw new Error(`publiccode.yml: cannot read "${head.text}"`);
      if (value === '>-') return [key, below.map((line) => line.text).join(' ')];
      return [key, value === '' ? block(below) : scalar(value)];
    }),
  );
}

/** Each line of this indent with those below it. */
function groupsOf(lines: readonly Line[], indent: number): [Line, ...Line[]][] {
  const groups: [Line, ...Line[]][] = [];
  for (const line of lines) {
    if (line.indent === indent) groups.push([line]);
    else groups.at(-1)?.push(line);
  }
  return groups;
}

function scalar(value: string): string {
  return value.replace(/^'(.*)'$/, '$1');
}
