import { useRef, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useShortcutsOn } from '../../app/preferences';

export interface KeyActions {
  readonly next: () => void;
  readonly previous: () => void;
  readonly extendNext: () => void;
  readonly extendPrevious: () => void;
  readonly select: () => void;
  readonly selectAll: () => void;
  readonly sign: () => void;
  readonly endorse: () => void;
  readonly giveBack: () => void;
  readonly markSign: () => void;
  readonly markReturn: () => void;
  readonly markQuestion: () => void;
  readonly markNotMine: () => void;
  readonly executeMarks: () => void;
  readonly pageDown: () => void;
  readonly pageUp: () => void;
  readonly nextFile: () => void;
  readonly previousFile: () => void;
  readonly details: () => void;
  readonly filter: () => void;
  readonly help: () => void;
  readonly escape: () => void;
}

const KEYS: Readonly<Record<string, keyof KeyActions>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  J: 'extendNext',
  K: 'extendPrevious',
  x: 'select',
  X: 'select',
  '*': 'selectAll',
  f: 'sign',
  F: 'sign',
  v: 'endorse',
  V: 'endorse',
  r: 'giveBack',
  R: 'giveBack',
  s: 'markSign',
  S: 'markSign',
  d: 'markReturn',
  D: 'markReturn',
  q: 'markQuestion',
  Q: 'markQuestion',
  n: 'markNotMine',
  N: 'markNotMine',
  e: 'executeMarks',
  E: 'executeMarks',
  ' ': 'pageDown',
  ']': 'nextFile',
  '[': 'previousFile',
  i: 'details',
  I: 'details',
  '/': 'filter',
  '?': 'help',
  Escape: 'escape',
};

/** The second key after G. */
const PLACES: Readonly<Record<string, string>> = {
  c: '/queue',
  p: '/registrations',
  v: '/verification',
  r: '/requests',
};

const PLACE_WITHIN = 1_500;

/** Single keys, heard only by the list and the preview; each one that acts is kept from the browser. */
export function useQueueKeys(actions: KeyActions): (event: KeyboardEvent) => void {
  const on = useShortcutsOn();
  const navigate = useNavigate();
  const goSince = useRef(0);
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const place = PLACES[event.key.toLowerCase()];
    if (on && place && Date.now() - goSince.current < PLACE_WITHIN) {
      goSince.current = 0;
      event.preventDefault();
      void navigate(place);
      return;
    }
    if (on && event.key.toLowerCase() === 'g') {
      goSince.current = Date.now();
      event.preventDefault();
      return;
    }
    const name = nameOf(event);
    if (!name || (!on && event.key.length === 1)) return;
    event.preventDefault();
    actions[name]();
  };
}

function nameOf(event: KeyboardEvent): keyof KeyActions | undefined {
  const inPreview = event.target instanceof Element && event.target.closest('.lf-pdf-scroll') !== null;
  // In the preview arrows scroll, as everywhere.
  if (inPreview && event.key.startsWith('Arrow')) return undefined;
  if (event.key === ' ') {
    if (event.target instanceof HTMLInputElement || isPlainButton(event.target)) return undefined;
    return event.shiftKey ? 'pageUp' : 'pageDown';
  }
  return KEYS[event.key];
}

/** A button presses itself with Space; only the rows' own buttons give Space to the preview. */
function isPlainButton(target: EventTarget): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('button, a, summary') !== null && target.closest('[data-row]') === null;
}

function isTyping(target: EventTarget): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
