import { useSyncExternalStore } from 'react';

const KEY = 'libro-firma.shortcuts';
const listeners = new Set<() => void>();

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

let shortcuts = read();

export function chooseShortcuts(on: boolean): void {
  shortcuts = on;
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether single keys act (WCAG 2.1.4 asks that they can be turned off). */
export function useShortcutsOn(): boolean {
  return useSyncExternalStore(subscribe, () => shortcuts);
}
