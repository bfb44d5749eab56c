import type { PreservationIndex } from '../index';

/** One with every optional part, for tests. */
export const anIndex: PreservationIndex = {
  id: { scheme: 'uuid', value: '0192f0c1-0000-7000-8000-000000000001' },
  language: 'it',
  application: { name: 'Libro Firma', version: '0.1.0', producer: 'Comune di Esempio' },
  volume: {
    id: { scheme: 'uuid', value: '0192f0c1-0000-7000-8000-000000000002' },
    label: 'Rete idrica: lotto <A> & "B"',
    description: 'Registro di protocollo n. 0000042 del 20/11/2026',
  },
  groups: [
    {
      id: { scheme: 'local', value: 'atto' },
      label: 'Atto firmato',
      files: [
        {
          id: { scheme: 'local', value: 'file-1' },
          path: 'atto/Delibera 42 «città».pdf',
          sha256: 'ab'.repeat(32),
          mediaType: 'application/pdf',
        },
        {
          id: { scheme: 'local', value: 'file-2' },
          path: 'LEGGIMI',
          sha256: 'cd'.repeat(32),
          mediaType: 'text/plain',
        },
      ],
    },
  ],
  submitter: {
    kind: 'natural person',
    name: { first: 'Ninfa', last: 'D’Alù' },
    agentIds: ['TINIT-RSSMRA85T10A562S'],
    documents: ['Manuale di gestione documentale'],
  },
  holders: [
    {
      kind: 'legal person',
      name: 'Comune di Esempio',
      role: 'soggetto produttore',
      documents: ['Manuale di gestione documentale', 'Manuale di conservazione'],
    },
  ],
  signers: [
    {
      kind: 'legal person',
      name: 'Comune di Esempio',
      role: 'Responsabile della conservazione',
      documents: ['Nomina'],
    },
  ],
  madeAt: new Date('2026-11-20T11:00:00Z'),
  laws: 'D.Lgs. 82/2005, art. 44',
};
