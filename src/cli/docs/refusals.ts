import type { RefusalFactory, Text } from '@libro-firma/kernel';
import { house } from '../../house';
import { httpRefusals } from '../../platform/http';
import { statusOf } from '../../platform/http/problem.filter';
import { code } from './markdown';

const HEAD = `# Refusals

Made by \`cli docs\` from the refusals that the modules declare: change the declaration, not this page.

A refusal is an answer, not a fault. Over HTTP it is a problem (RFC 9457): \`code\` is one of those below and is never
renamed once released, \`title\` is the text and \`remedy\` what to do, in the language that \`Accept-Language\` asks for
(Italian unless English is preferred). \`{name}\` stands for a detail of the case. A fault of the service itself is status
500 with code \`INTERNAL_FAULT\` and the request id, and tells nothing else.`;

/** docs/errors.md: every refusal of the house, under the module that declares it. */
export function refusalsPage(): string {
  const told = new Set<string>();
  const sections = owners().flatMap(({ name, refusals }) => {
    const own = refusals.filter((factory) => !told.has(factory.code));
    for (const factory of own) told.add(factory.code);
    return own.length > 0 ? [`## ${name}`, ...own.map(entryOf)] : [];
  });
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

function owners(): { name: string; refusals: RefusalFactory[] }[] {
  const ofHouse = house.map(({ name, refusals }) => ({
    name,
    refusals: (refusals ?? []).flatMap((group) => Object.values(group)),
  }));
  return [{ name: 'platform', refusals: Object.values(httpRefusals) }, ...ofHouse];
}

function entryOf(factory: RefusalFactory): string {
  const { kind, text, remedy } = factory.definition;
  const lines = (['it', 'en'] as const).map(
    (language) => `- ${language}: ${sentencesOf(language, text, remedy)}`,
  );
  return [`### ${factory.code}`, '', `${statusOf(factory())} ${kind}`, '', ...lines].join('\n');
}

function sentencesOf(language: 'it' | 'en', text: Text, remedy: Text | undefined): string {
  const what = code(text[language]);
  return remedy ? `${what} → ${code(remedy[language])}` : what;
}
