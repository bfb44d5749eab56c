import { NotInTheSchema, type Segnatura, writeSegnatura } from './index';
import { aSegnatura } from './testing/a-segnatura';

const withIdentifier = (more: Partial<Segnatura['heading']['identifier']>): Segnatura => ({
  ...aSegnatura,
  heading: { ...aSegnatura.heading, identifier: { ...aSegnatura.heading.identifier, ...more } },
});

describe('segnatura', () => {
  it('is written as annex 6 has it', () => {
    const xml = writeSegnatura(aSegnatura);
    for (const line of [
      '<prot:SegnaturaInformatica xmlns:prot="http://www.agid.gov.it/protocollo/" prot:versione="3.0.0" prot:lang="it">',
      '<prot:CodiceAOO prot:descrizione="Area centrale">AOO-CEN</prot:CodiceAOO>',
      '<prot:NumeroRegistrazione>0000042</prot:NumeroRegistrazione>',
      '<prot:Oggetto>Rete idrica: lotto &lt;A&gt; &amp; "B"</prot:Oggetto>',
      '<prot:Destinatario prot:confermaRicezione="true">',
      '<prot:DocumentoPrimario prot:nomeFile="atto.pdf" prot:mimeType="application/pdf">',
      `<prot:Impronta prot:algoritmo="SHA-256">${Buffer.alloc(32, 0xab).toString('base64')}</prot:Impronta>`,
    ])
      expect(xml).toContain(`${line}\n`);
  });

  it('qualifies every attribute but the declaration of the prefix', () => {
    const attributes = [...writeSegnatura(aSegnatura).matchAll(/ ([\w:]+)="/g)].map(([, name]) => name ?? '');
    const plain = attributes.filter((name) => !name.startsWith('prot:'));
    expect(plain).toEqual(['version', 'encoding', 'xmlns:prot']);
  });

  it('is the same bytes each time', () => {
    expect(writeSegnatura(aSegnatura)).toBe(writeSegnatura(structuredClone(aSegnatura)));
  });

  it.each([
    ['number', { number: '123' }],
    ['registerCode', { registerCode: 'Protocollo generale' }],
    ['date', { date: '20/11/2026' }],
    ['time', { time: '9:00' }],
  ])('is not made when the schema has no place for its %s', (field, more) => {
    expect(() => writeSegnatura(withIdentifier(more))).toThrow(new NotInTheSchema(field));
  });

  it('leaves out a tax code that the schema has no place for, and never writes a postal address', () => {
    const xml = writeSegnatura({
      ...aSegnatura,
      sender: { kind: 'COMPANY', name: 'Ditta', taxCode: 'RSSMRA85T10A562S' },
      recipients: [{ kind: 'PERSON', givenName: 'A', familyName: 'B', taxCode: '00000000000' }],
    });
    expect(xml).not.toMatch(/PIVAoCF|CodiceFiscale|IndirizzoPostale/);
  });
});
