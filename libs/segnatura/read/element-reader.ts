import { type AttributeNode, childElement, childElements, type ElementNode, textOf } from '@libro-firma/xml';
import type { SegnaturaFault } from './received-segnatura';

/** Long enough for a subject of 10,000 characters; what is longer is cut, never refused. */
const LONGEST = 20_000;

/** Reads children of one namespace and notes what is missing of them. */
export class ElementReader {
  readonly faults: SegnaturaFault[] = [];

  constructor(private readonly namespace: string) {}

  child(of: ElementNode | undefined, name: string): ElementNode | undefined {
    return childElement(of, this.namespace, name);
  }

  children(of: ElementNode | undefined, name: string): readonly ElementNode[] {
    return childElements(of, this.namespace, name);
  }

  /** Trimmed; null when the child is not there or says nothing. */
  text(of: ElementNode | undefined, name: string): string | null {
    return clean(this.child(of, name));
  }

  /** The same, of a child that must be there. */
  needed(of: ElementNode | undefined, name: string, form?: RegExp): string {
    const text = this.text(of, name);
    if (text === null) this.faults.push({ field: name, fault: 'MISSING' });
    else if (form && !form.test(text)) this.faults.push({ field: name, fault: 'MALFORMED' });
    return text ?? '';
  }

  missing(field: string): void {
    this.faults.push({ field, fault: 'MISSING' });
  }

  malformed(field: string): void {
    this.faults.push({ field, fault: 'MALFORMED' });
  }
}

export function clean(element: ElementNode | undefined): string | null {
  const text = textOf(element).trim().slice(0, LONGEST);
  return text === '' ? null : text;
}

/** Editions differ, and senders too, in whether an attribute has the prefix. */
export function anyAttribute(element: ElementNode | undefined, localName: string): string | null {
  const found = element?.attributes.find((one: AttributeNode) => one.localName === localName);
  const value = found?.value.trim().slice(0, LONGEST);
  return value === undefined || value === '' ? null : value;
}
