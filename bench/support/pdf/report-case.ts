import type { Report } from '../report';
import type { Measured } from './work';

/** Both metrics of one case; a peer whose memory cannot be told is among the throughput alone. */
export function reportCase(
  report: Report,
  name: string,
  ours: Measured,
  floor: Measured,
  peers: Readonly<Record<string, Measured | { readonly perSecond: number } | undefined>>,
): void {
  const throughput: Record<string, number> = {};
  const memory: Record<string, number> = {};
  for (const [peer, figures] of Object.entries(peers)) {
    if (figures) throughput[peer] = figures.perSecond;
    if (figures && 'peakMb' in figures) memory[peer] = figures.peakMb;
  }
  report.figure({
    case: name,
    metric: 'throughput',
    value: ours.perSecond,
    unit: 'documents/s',
    moreIsBetter: true,
    floor: { name: 'floor', value: floor.perSecond },
    peers: throughput,
  });
  report.figure({
    case: name,
    metric: 'peakMemory',
    value: ours.peakMb,
    unit: 'MB',
    moreIsBetter: false,
    floor: { name: 'floor', value: floor.peakMb },
    peers: memory,
  });
  if (ours.idleMb === undefined) return;
  report.figure({
    case: name,
    metric: 'memoryOverIdle',
    value: ours.peakMb - ours.idleMb,
    unit: 'MB',
    moreIsBetter: false,
  });
}
