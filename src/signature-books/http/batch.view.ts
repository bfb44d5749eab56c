import { X509Certificate } from 'node:crypto';
import type { Language } from '@libro-firma/kernel';
import { isDemoCertificate } from '@libro-firma/signature';
import type { BatchDetails, BatchItem } from '../application/batches/batch-detail';
import { waitingText } from './waiting-text';
import type { BatchView } from './batch.schema';

export function batchView({ batch, items, codeNeeded }: BatchDetails, language: Language): BatchView {
  const count = (matches: (item: BatchItem) => boolean): number => items.filter(matches).length;
  return {
    id: batch.id,
    state: batch.state,
    version: batch.version,
    createdAt: batch.createdAt.toISOString(),
    counts: {
      total: items.length,
      prepared: count((item) => item.isPrepared),
      signed: count((item) => item.state === 'OK'),
      failed: count((item) => item.state === 'FAILED'),
      waitingForCode: count((item) => item.state === 'QUEUED'),
      numbersToTake: count((item) => item.state === 'QUEUED' && item.toNumber),
      waitingForVerdict: count((item) => phaseOf(item) === 'PENDING'),
    },
    codeNeeded,
    device: deviceView(
      batch.device,
      count((item) => item.state === 'QUEUED'),
    ),
    stopped: codeNeeded ? told(batch.stopped, language) : null,
    certificate: certificateView(batch.certificates[0]),
    items: items.map((item) => ({
      id: item.id,
      taskId: item.taskId,
      requestId: item.requestId,
      subject: item.subject,
      fileName: item.fileName,
      state: item.state,
      phase: phaseOf(item),
      registrationNumber: item.registrationNumber,
      requestState: item.requestState,
      waitsFor: phaseOf(item) === 'PENDING' ? waitingText(item.waiting?.why ?? '', language) : null,
      failure: told(item.failure, language),
    })),
  };
}

/** A batch that was opened before devices were enrolled asks for a PIN, once. */
function deviceView(device: BatchDetails['batch']['device'], waiting: number): BatchView['device'] {
  const { name, asks, signaturesPerCode } = device ?? {
    name: '',
    asks: { pin: true, otp: 'NONE' as const },
    signaturesPerCode: Math.max(1, waiting),
  };
  return { name, asks, signaturesPerCode, codesToCome: Math.ceil(waiting / signaturesPerCode) };
}

function told(failure: BatchItem['failure'], language: Language) {
  return (
    failure && {
      code: failure.code,
      text: failure.text[language],
      remedy: failure.remedy?.[language] ?? null,
    }
  );
}

function phaseOf(item: BatchItem): BatchView['items'][number]['phase'] {
  if (item.state === 'OK') return 'SIGNED';
  if (item.state === 'FAILED' || item.state === 'SKIPPED') return item.state;
  // Before its issuer was asked even once it is being verified, as any other.
  if (item.state === 'PENDING' && (item.waiting?.tries ?? 0) > 0) return 'PENDING';
  if (item.hasValue) return 'VALUE_STORED';
  return item.isPrepared ? 'PREPARED' : 'QUEUED';
}

function certificateView(base64: string | undefined): BatchView['certificate'] {
  if (!base64) return null;
  const der = Buffer.from(base64, 'base64');
  const { subject, issuer, validTo } = new X509Certificate(der);
  return {
    holder: commonName(subject),
    issuer: commonName(issuer),
    validTo: new Date(validTo).toISOString(),
    demo: isDemoCertificate(der),
  };
}

function commonName(name: string): string {
  return /^CN=(.+)$/m.exec(name)?.[1] ?? name;
}
