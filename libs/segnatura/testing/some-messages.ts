import type { Identifier, ProtocolMessage } from '../index';
import { aSegnatura } from './a-segnatura';

const ours = aSegnatura.heading.identifier;
const theirs: Identifier = {
  body: { code: 'r_demo', name: 'Regione' },
  aoo: { code: 'AOO' },
  registerCode: 'REG',
  number: '0001234',
  date: '2026-11-02',
};

/** One of each kind, and each way to tell what it is about, for tests. */
export const someMessages: Readonly<Record<string, ProtocolMessage>> = {
  confirmation: { kind: 'CONFIRMATION', identifier: ours, about: { identifier: theirs } },
  update: {
    kind: 'UPDATE',
    identifier: ours,
    about: { identifier: theirs, firstRegistration: { ...theirs, number: '0000001' } },
  },
  'exception of a registered message': {
    kind: 'EXCEPTION',
    identifier: ours,
    about: { identifier: theirs },
    reason: '002_AnomaliaImpronte: tavola <A> & "B"',
  },
  'exception of a message without a number': {
    kind: 'EXCEPTION',
    about: { description: 'Messaggio del 2 novembre' },
    reason: '000_Irricevibile',
  },
  annulment: {
    kind: 'ANNULMENT',
    identifier: ours,
    reason: 'Registrata due volte',
    act: 'Determina 12/2026',
  },
};
