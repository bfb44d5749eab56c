import type { Segnatura } from '../index';

/** One with every kind of party and mark, for tests. */
export const aSegnatura: Segnatura = {
  heading: {
    identifier: {
      body: { code: 'c_demo', name: 'Comune di Esempio' },
      aoo: { code: 'AOO-CEN', name: 'Area centrale' },
      registerCode: 'PG',
      number: '0000042',
      date: '2026-11-20',
      time: '12:00:00',
    },
    subject: 'Rete idrica: lotto <A> & "B"',
    classification: { code: '6.1', title: 'Pianificazione e gestione del territorio' },
    caseFile: { code: '2026/6.1/7', title: 'Rete idrica' },
    reserved: { note: 'fino alla gara' },
  },
  answers: {
    identifier: {
      body: { code: 'r_demo' },
      aoo: { code: 'AOO' },
      registerCode: 'REG',
      number: '0001234',
      date: '2026-11-02',
    },
    subject: 'Richiesta',
    classification: { code: '1', title: 'Amministrazione' },
  },
  sender: {
    kind: 'PUBLIC_BODY',
    name: 'Comune di Esempio',
    taxCode: '00000000000',
    ipa: { code: 'c_demo', name: 'Comune di Esempio' },
    email: 'protocollo@demo.example',
    aoo: { code: 'AOO-CEN' },
  },
  recipients: [
    {
      kind: 'PERSON',
      givenName: 'Ninfa',
      familyName: 'D’Alù',
      taxCode: 'RSSMRA85T10A562S',
      email: 'ninfa@demo.example',
      confirm: true,
    },
    { kind: 'COMPANY', name: 'Acque S.p.A.', taxCode: '00000000000', forInformation: true },
    { kind: 'FOREIGN_BODY', name: 'Ville de Lyon', office: 'Eaux' },
  ],
  main: {
    fileName: 'atto.pdf',
    mediaType: 'application/pdf',
    sha256: 'ab'.repeat(32),
    signed: 'WITHIN',
    timestamped: [{ fileName: 'atto.tsr', mediaType: 'application/timestamp-reply' }],
  },
  annexes: [
    { fileName: 'tavola 1.dwg', mediaType: 'image/vnd.dwg', description: 'Tavola', sha256: 'cd'.repeat(32) },
  ],
};
