import { StateTable } from '@libro-firma/kernel';
import type { ImportState } from './register-import';

export const registerImportStates = new StateTable<
  ImportState,
  'conclude' | 'seal' | 'refuse' | 'abandon' | 'replace'
>(
  'register-import',
  'LOADING',
  ['REFUSED', 'ABANDONED', 'REPLACED'],
  [
    {
      id: 'I1',
      action: 'conclude',
      from: ['LOADING'],
      to: 'LOADED',
      actor: 'system',
      guard: 'every line of the file was read',
      effect: 'its entries are found by search, and the report waits for the seal',
    },
    {
      id: 'I2',
      action: 'seal',
      from: ['LOADED'],
      to: 'SEALED',
      actor: 'system',
      guard: 'the seal of the AOO is there',
      effect: 'the report of gaps, doubles and missing hashes is sealed',
    },
    {
      id: 'I3',
      action: 'refuse',
      from: ['LOADING'],
      to: 'REFUSED',
      actor: 'system',
      guard: 'the file is no CSV in the documented form',
      effect: 'the line that is wrong is named, what was loaded is taken away',
    },
    {
      id: 'I4',
      action: 'abandon',
      from: ['LOADING'],
      to: 'ABANDONED',
      actor: 'records manager',
      guard: 'it is still being loaded',
      effect: 'what was loaded is taken away',
    },
    {
      id: 'I5',
      action: 'replace',
      from: ['LOADED', 'SEALED'],
      to: 'REPLACED',
      actor: 'records manager',
      guard: 'the register has no number of its own yet',
      effect: 'another file takes its place from zero',
    },
  ],
);
