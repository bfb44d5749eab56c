import { Injectable } from '@nestjs/common';
import { ANOMALIES, type Anomaly, type AnomalyCode } from '@libro-firma/segnatura';
import type { Actor } from '../../../platform/identity';
import { VerifyFile } from '../../../verification';

type Verdict = Awaited<ReturnType<VerifyFile['judgeSource']>>;
type Signature = Verdict['signatures'][number];

/**
 * What the receiver reports of the files themselves: one that cannot be read, signatures, timestamps and seals that do not
 * hold. What cannot be judged now is no anomaly, and none is a reason to refuse the document.
 *
 * @standard AgID, Linee guida, allegato 6, §2: checks of the receiving office
 */
@Injectable()
export class FileAnomalies {
  constructor(private readonly verify: VerifyFile) {}

  async of(files: readonly { readonly fileName: string; readonly sha256: string }[]): Promise<Anomaly[]> {
    const found: Anomaly[] = [];
    for (const { fileName, sha256 } of files) {
      const codes = codesOf(await this.verify.judgeStored(sha256, fileName));
      found.push(...codes.map((code) => ({ code, fileName })));
    }
    return found;
  }

  /** What the verifier says of the segnatura's own seal, kept as a verification of its own. */
  async sealOf(
    actor: Actor,
    segnatura: { readonly fileName: string; readonly sha256: string; readonly size: number },
  ): Promise<Verdict['conclusion']> {
    return (await this.verify.executeStored(actor, segnatura)).report.conclusion;
  }
}

function codesOf({ conclusion, format, signatures }: Verdict): AnomalyCode[] {
  // A format that holds no signatures is read by others, not by a verifier.
  if (conclusion === 'FORMAT_ERROR' && format !== 'UNKNOWN') return [ANOMALIES.NOT_READABLE];
  const broken = signatures.filter(({ indication }) => indication === 'TOTAL_FAILED');
  const isStampBroken = signatures.some(({ timestamps }) =>
    timestamps.some(({ integrity }) => integrity === 'BROKEN'),
  );
  const codes = broken.map((signature): AnomalyCode => {
    if (signature.type === 'TIMESTAMP') return ANOMALIES.TIMESTAMPS;
    return isSeal(signature) ? ANOMALIES.SEALS : ANOMALIES.SIGNATURES;
  });
  return [...new Set([...codes, ...(isStampBroken ? [ANOMALIES.TIMESTAMPS] : [])])];
}

/** Of a legal person: the certificate names an organisation and nobody (EN 319 412-3). */
function isSeal({ signer, qualification }: Signature): boolean {
  if (/seal/i.test(qualification?.certificate ?? '')) return true;
  return (
    signer !== null && signer.organization !== null && signer.givenName === null && signer.surname === null
  );
}
