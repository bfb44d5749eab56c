import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { accept, type Language, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { writePdfA } from '@libro-firma/pdfa';
import { etsiReport } from '@libro-firma/signature';
import { Seals } from '../../organisation';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { verificationRefusals } from '../domain/verification.refusals';
import { VerificationReportRow } from '../infrastructure/verification-report.row';
import { pdfReport } from './pdf-report';
import type { VerificationRun } from './verification-run';

export interface SealedReport {
  readonly bytes: Buffer;
  /** Level of the seal, or why there is none: then it is not kept, and sealed when it is asked for again. */
  readonly seal: Result<string>;
}

/**
 * Reports that bear the seal of the AOO, so that whoever receives one knows from whom it is: the European one as XML
 * (TS 119 102-2 §4.3.14), and the one for people as PDF. Each is sealed once and kept. Without seal it is given as it is,
 * and says that it is not sealed.
 */
@Injectable()
export class SealedReports {
  constructor(
    private readonly database: Database,
    private readonly seals: Seals,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** Refusals: `VERIFICATION_NOTHING_TO_REPORT` where there is no signature. */
  async etsi(actor: Actor, run: VerificationRun): Promise<Result<SealedReport>> {
    const xml = etsiReport(run.report, { name: run.fileName, sha256: run.sha256 });
    if (xml === undefined) return refuse(verificationRefusals.NOTHING_TO_REPORT());
    return this.once(actor, run, 'etsi', async () => {
      const sealed = await this.seals.sealXml(actor, Buffer.from(xml), useFor(run));
      return sealed.ok
        ? { bytes: sealed.value.document, level: sealed.value.level, sealedAt: sealed.value.sealedAt }
        : { bytes: Buffer.from(xml), refusal: whileAway(sealed.refusal) };
    });
  }

  async pdf(actor: Actor, run: VerificationRun, language: Language): Promise<Result<SealedReport>> {
    return this.once(actor, run, `pdf-${language}`, async () => {
      const holder = await this.seals.describe(actor);
      const bytes = await pdfOf(run, language, holder.ok ? holder.value.name : null);
      if (!holder.ok) return { bytes, refusal: whileAway(holder.refusal) };
      const sealed = await this.seals.sealPdf(actor, bufferSource(bytes), useFor(run));
      if (!sealed.ok) return { bytes: await pdfOf(run, language, null), refusal: whileAway(sealed.refusal) };
      const { increment, level, sealedAt } = sealed.value;
      return { bytes: Buffer.concat([bytes, increment]), level, sealedAt };
    });
  }

  private async once(
    actor: Actor,
    { id: runId }: VerificationRun,
    form: string,
    make: () => Promise<
      | { readonly bytes: Buffer; readonly level: string; readonly sealedAt: Date }
      | { readonly bytes: Buffer; readonly refusal: Refusal }
    >,
  ): Promise<Result<SealedReport>> {
    const kept = await this.find(actor, runId, form);
    if (kept) return accept(await this.read(kept));
    const made = await make();
    if ('refusal' in made) return accept({ bytes: made.bytes, seal: refuse(made.refusal) });
    const { sha256 } = await this.store.put(made.bytes);
    const { level, sealedAt } = made;
    await this.database.transaction(actor, () =>
      this.database
        .rows(VerificationReportRow)
        .createQueryBuilder()
        .insert()
        .values({ runId, form, bodyId: actor.bodyId, sha256, level, sealedAt })
        .orIgnore()
        .execute(),
    );
    // Two who asked at once both get the one that came first.
    const first = await this.find(actor, runId, form);
    return accept(first ? await this.read(first) : { bytes: made.bytes, seal: accept(level) });
  }

  private find(actor: Actor, runId: string, form: string): Promise<VerificationReportRow | null> {
    return this.database.transaction(actor, () =>
      this.database.rows(VerificationReportRow).findOneBy({ runId, form }),
    );
  }

  private async read({ sha256, level }: VerificationReportRow): Promise<SealedReport> {
    return { bytes: await buffer(await this.store.read(sha256)), seal: accept(level) };
  }
}

function useFor({ id }: VerificationRun) {
  return { purpose: 'verification-report', about: id };
}

/** A seal that is away is foreseen; that our own report cannot be sealed is a fault. */
function whileAway(refusal: Refusal): Refusal {
  if (refusal.kind !== 'unavailable') throw new Error(`a report cannot be sealed: ${refusal.code}`);
  return refusal;
}

async function pdfOf(run: VerificationRun, language: Language, sealedBy: string | null): Promise<Buffer> {
  return Buffer.from(await writePdfA(pdfReport(run, language, sealedBy)));
}
