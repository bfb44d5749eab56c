import { element, writeXml, type XmlElement } from '@libro-firma/xml';
import type { DailyContent } from '../domain/daily-register';

export const DAILY_REGISTER_NAMESPACE = 'urn:libro-firma:registro-giornaliero:1';

/** The register of a day as machines read it where JSON cannot be sealed: the same members in the same order. */
export function dailyXml(content: DailyContent): string {
  return writeXml(
    element('rg:registroGiornaliero', { 'xmlns:rg': DAILY_REGISTER_NAMESPACE }, membersOf(content)),
  );
}

function membersOf(value: object): XmlElement[] {
  return Object.entries(value).map(([name, member]) => elementOf(name, member));
}

/** A list is its items; what is null is an empty element that says so. */
function elementOf(name: string, value: unknown): XmlElement {
  if (value === null || value === undefined) return element(`rg:${name}`, { 'rg:null': 'true' }, '');
  if (Array.isArray(value))
    return element(
      `rg:${name}`,
      {},
      value.map((item) => elementOf('item', item)),
    );
  if (typeof value === 'object') return element(`rg:${name}`, {}, membersOf(value));
  return element(`rg:${name}`, {}, typeof value === 'string' ? value : JSON.stringify(value));
}
