import fc from 'fast-check';
import { mustAccept } from '@libro-firma/kernel';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { ANOMALIES, anomaliesOf, readSegnatura, writeSegnatura } from '../index';
import { aSegnatura } from '../testing/a-segnatura';
import { SAMPLE_SHA256, SEGNATURA_2001, SEGNATURA_2013 } from '../testing/received-samples';

let engine: XmlEngine;
beforeAll(async () => {
  engine = await xmlEngine();
});

const read = (xml: string) => readSegnatura(engine, Buffer.from(xml));
const refusalOf = (xml: string) => {
  const outcome = read(xml);
  return outcome.ok ? null : outcome.refusal.code;
};

describe('a received segnatura', () => {
  it.each([
    ['2001', SEGNATURA_2001],
    ['2013', SEGNATURA_2013],
  ])('of the circular of %s says who, what, when and which files', (edition, xml) => {
    expect(mustAccept(read(xml))).toMatchObject({
      edition,
      heading: {
        identifier: {
          body: { code: 'r_sicili' },
          aoo: { code: 'DRT' },
          registerCode: 'REG',
          number: '0001234',
          date: '2026-11-02',
          time: '09:30:00',
        },
        subject: 'Rete idrica: parere & prescrizioni',
        classifications: [{ title: 'Territorio', code: '6.1' }],
        isReserved: false,
      },
      answers: [{ body: { code: 'c_demo' }, number: '0000042', date: '2026-10-01' }],
      sender: {
        kind: 'PUBLIC_BODY',
        name: 'Regione di Prova',
        ipaCode: 'r_sicili',
        aooCode: 'DRT',
        office: 'Dipartimento tecnico',
        email: 'drt@pec.example',
      },
      recipients: [
        { name: 'Comune di Esempio', confirm: true, forInformation: false },
        { kind: 'PERSON', familyName: 'D’Alù', email: 'ninfa@demo.example', forInformation: true },
      ],
      main: { fileName: 'parere.pdf', fingerprint: { algorithm: 'SHA-256', hex: SAMPLE_SHA256 } },
      annexes: [{ fileName: 'tavola.dwg', fingerprint: null }],
      faults: [],
    });
  });

  it('of annex 6 is read back as it was written, and lacks its seal', () => {
    const received = mustAccept(read(writeSegnatura(aSegnatura)));
    expect(received).toMatchObject({
      edition: '3.0.0',
      heading: {
        identifier: aSegnatura.heading.identifier,
        subject: aSegnatura.heading.subject,
        caseFile: aSegnatura.heading.caseFile,
        isReserved: true,
        note: 'fino alla gara',
      },
      answers: [aSegnatura.answers?.identifier],
      sender: {
        kind: 'PUBLIC_BODY',
        ipaCode: 'c_demo',
        aooCode: 'AOO-CEN',
        email: 'protocollo@demo.example',
      },
      recipients: [
        { kind: 'PERSON', taxCode: 'RSSMRA85T10A562S', confirm: true },
        { kind: 'COMPANY', forInformation: true },
        { kind: 'FOREIGN_BODY', office: 'Eaux' },
      ],
      main: { fileName: 'atto.pdf', fingerprint: { hex: 'ab'.repeat(32) } },
      annexes: [{ description: 'Tavola' }],
      isSealed: false,
      faults: [{ field: 'Signature', fault: 'MISSING' }],
    });
  });

  it('takes a real postal code of five digits, and tells that the schema has another', () => {
    const address =
      '<prot:IndirizzoPostale><prot:Toponimo><prot:dug>via</prot:dug><prot:duf>Roma</prot:duf></prot:Toponimo>' +
      '<prot:Civico>1</prot:Civico><prot:CAP>90133</prot:CAP></prot:IndirizzoPostale>';
    const xml = writeSegnatura(aSegnatura).replace('<prot:ContattiAmministrazione>', `$&${address}`);
    expect(mustAccept(read(xml)).faults).toContainEqual({ field: 'CAP', fault: 'MALFORMED' });
  });

  it('names what is missing or has another form, and is read all the same', () => {
    const xml = SEGNATURA_2013.replace('0001234', '1234').replace(
      /<Oggetto>Rete[^]*?<\/Oggetto>/,
      '<Oggetto/>',
    );
    expect(mustAccept(read(xml))).toMatchObject({
      heading: { identifier: { number: '1234' }, subject: null },
      faults: [
        { field: 'NumeroRegistrazione', fault: 'MALFORMED' },
        { field: 'Oggetto', fault: 'MISSING' },
      ],
    });
  });

  it.each([
    ['entities of its own', SEGNATURA_2001.replace('SYSTEM "Segnatura.dtd"', '[<!ENTITY a "b">]')],
    [
      'an external subset and an internal one',
      SEGNATURA_2001.replace('.dtd"', '.dtd" [<!ENTITY a SYSTEM "file:///etc/passwd">]'),
    ],
    ['a second declaration', SEGNATURA_2001.replace('<Segnatura ', '<!DOCTYPE a SYSTEM "b">\n<Segnatura ')],
  ])('with %s is refused', (_what, xml) => {
    expect(refusalOf(xml)).toBe('XML_DOCTYPE');
  });

  it('is not just any document', () => {
    expect(refusalOf('<Segnatura xmlns="urn:other"/>')).toBe('SEGNATURA_NOT_ONE');
    expect(refusalOf('<fattura/>')).toBe('SEGNATURA_NOT_ONE');
    expect(refusalOf(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`)).toBe('XML_TOO_LARGE');
  });

  it('never throws, whatever arrives', () => {
    const whole = Buffer.from(SEGNATURA_2001);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, bytes) => {
        const changed = Buffer.from(whole);
        changed.set(bytes.subarray(0, changed.length - at), at);
        expect(typeof readSegnatura(engine, changed).ok).toBe('boolean');
      }),
      { numRuns: 300 },
    );
  });
});

describe('anomalies of a received segnatura', () => {
  const file = (hex: string) => ({ fileName: 'altro nome.pdf', hashes: { 'SHA-256': hex } });

  it('are none where every named hash came', () => {
    const received = mustAccept(read(SEGNATURA_2013));
    expect(anomaliesOf(received, { files: [file(SAMPLE_SHA256)], sealHolds: null })).toEqual([]);
  });

  it('name the file whose hash is another, by the code of the WSDL', () => {
    const received = mustAccept(read(SEGNATURA_2013));
    expect(anomaliesOf(received, { files: [file('00'.repeat(32))], sealHolds: null })).toEqual([
      { code: '002_AnomaliaImpronte', fileName: 'parere.pdf' },
    ]);
  });

  it('name the seal that is missing or does not hold', () => {
    const received = mustAccept(read(writeSegnatura(aSegnatura)));
    const files = [file('ab'.repeat(32)), file('cd'.repeat(32))];
    expect(anomaliesOf(received, { files, sealHolds: null })).toEqual([
      { code: ANOMALIES.SEAL, fileName: null },
    ]);
    const sealed = { ...received, isSealed: true };
    expect(anomaliesOf(sealed, { files, sealHolds: true })).toEqual([]);
    expect(anomaliesOf(sealed, { files, sealHolds: false })).toEqual([
      { code: '001_ValidazioneFirma', fileName: null },
    ]);
  });
});
