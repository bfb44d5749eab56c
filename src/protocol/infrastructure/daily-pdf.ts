import { legalTime } from '@libro-firma/kernel';
import { writePdfA } from '@libro-firma/pdfa';
import type { DailyContent } from '../domain/daily-register';

const DIRECTIONS = { INCOMING: 'Entrata', OUTGOING: 'Uscita', INTERNAL: 'Interno' } as const;

/** The register of a day as people read it. */
export function dailyPdf(content: DailyContent): Promise<Uint8Array> {
  const { body, aoo, recordsManager, entries, open, annulments } = content;
  return writePdfA({
    title: content.subject,
    createdAt: new Date(content.closedAt),
    blocks: [
      `${body.name} (${body.code}) · ${aoo.name} (${aoo.code}) · registro ${content.register}`,
      `Identificativo ${content.identifier} · progressivo dell’anno ${content.progressive}`,
      `Chiuso il ${content.closedAt} · ${content.operator} · scarto dell’orologio ${content.clockOffsetMs} ms`,
      recordsManager
        ? `Responsabile della gestione documentale: ${recordsManager.name} (${recordsManager.taxCode})`
        : 'Responsabile della gestione documentale: non nominato',
      content.count === 0
        ? 'Nessuna registrazione in questo giorno.'
        : `Registrazioni ${content.count}, dal n. ${content.firstNumber ?? ''} al n. ${content.lastNumber ?? ''}`,
      `Radice di Merkle ${content.merkleRoot}`,
      '',
      ...entries.flatMap(entryLines),
      ...(open.length > 0 ? [`Numeri in atti non ancora firmati: ${open.join(', ')}`, ''] : []),
      ...annulments.map(
        ({ number, year, scope, actReference, reason }) =>
          `${scope === 'WHOLE' ? 'Annullata' : 'Corretta'} la n. ${number}/${year} con ${actReference}: ${reason}`,
      ),
    ],
  });
}

function entryLines(entry: DailyContent['entries'][number]): string[] {
  const { number, registeredAt, direction, subject, senders, recipients, classification, files } = entry;
  const parties = [
    senders.length > 0 ? `da ${senders.join('; ')}` : '',
    recipients.length > 0 ? `a ${recipients.join('; ')}` : '',
  ];
  return [
    `n. ${number} · ${legalTime(new Date(registeredAt))} · ${DIRECTIONS[direction]} · ${classification} · ${subject}`,
    parties.filter((text) => text !== '').join(' · '),
    ...files.map(
      ({ fileName, algorithm, hash }) =>
        `${fileName}: ${hash === null ? 'senza impronta' : `${algorithm} ${hash}`}`,
    ),
    '',
  ];
}
