import { mustAccept } from '@libro-firma/kernel';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { type ProtocolMessage, readMessage, writeMessage } from '../index';
import { someMessages } from '../testing/some-messages';

let engine: XmlEngine;
beforeAll(async () => {
  engine = await xmlEngine();
});

const identifierOf = (message: ProtocolMessage) => message.identifier ?? null;

describe('a message about a registration', () => {
  it.each(Object.entries(someMessages))('%s is read back as it was written', (_name, message) => {
    const read = mustAccept(readMessage(engine, Buffer.from(writeMessage(message))));
    expect(read).toEqual({
      edition: '3.0.0',
      kind: message.kind,
      identifier: identifierOf(message),
      about: 'about' in message && 'identifier' in message.about ? message.about.identifier : null,
      description: 'about' in message && 'description' in message.about ? message.about.description : null,
      reason: 'reason' in message ? message.reason : null,
      act: 'act' in message ? message.act : null,
      faults: [],
    });
  });

  it.each([
    ['2013', ' xmlns="http://www.digitPa.gov.it/protocollo/"', ''],
    ['2001', '', '<!DOCTYPE ConfermaRicezione SYSTEM "Segnatura.dtd">'],
  ])('is read in the words of %s too', (edition, namespace, doctype) => {
    const identifier = (number: string) =>
      `<Identificatore><CodiceAmministrazione>r_x</CodiceAmministrazione><CodiceAOO>A</CodiceAOO><CodiceRegistro>R</CodiceRegistro><NumeroRegistrazione>${number}</NumeroRegistrazione><DataRegistrazione>2026-11-02</DataRegistrazione></Identificatore>`;
    const xml = `${doctype}<ConfermaRicezione${namespace}>${identifier('0000007')}<MessaggioRicevuto>${identifier('0000042')}</MessaggioRicevuto></ConfermaRicezione>`;
    expect(mustAccept(readMessage(engine, Buffer.from(xml)))).toMatchObject({
      edition,
      kind: 'CONFIRMATION',
      identifier: { number: '0000007' },
      about: { number: '0000042' },
      faults: [],
    });
  });

  it('is told from anything else', () => {
    const outcome = readMessage(engine, Buffer.from('<ConfermaRicezione xmlns="urn:other"/>'));
    expect(outcome.ok ? null : outcome.refusal.code).toBe('SEGNATURA_NOT_A_MESSAGE');
  });
});
