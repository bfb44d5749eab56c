import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { Refused } from '../../../src/cli/main-job/api-client';
import { enterOffice, type Office, sendForSignature } from '../../../src/cli/main-job/office';
import type { BatchView, QueuePage, RequestDetail } from '../../../src/signature-books';

type Summary = { codesNeeded: { batchId: string; signatures: number }[] };

const LOOK_EVERY_MS = 400;
const BATCH = 40;

/** What opens the signer's device now. */
export type NewCodes = () => { readonly pin?: string; readonly otp?: string };
const DRAFTERS = 3;

/**
 * Three people who do the main job for many documents at once and do not give up: what fails is tried again, as a
 * browser's user would. Every request that the service acknowledged is remembered.
 */
export class Load {
  readonly acknowledged: string[] = [];
  private stopped = false;
  private readonly desks: Promise<void>[] = [];

  private constructor(
    private readonly office: Office,
    private readonly newCodes: NewCodes,
  ) {}

  /** The signer opens his device by `newCodes`; by the demo's PIN where there are none. */
  static async open(url: string, newCodes?: NewCodes): Promise<Load> {
    const office = await enterOffice(url);
    return new Load(office, newCodes ?? (() => ({ pin: office.pin })));
  }

  get signer(): Office['signer'] {
    return this.office.signer;
  }

  begin(documents: number, folder: string): void {
    this.beginWriting(documents, folder);
    this.beginSigning(() => BATCH);
  }

  /** Acts are written and endorsed, and wait to be signed. */
  beginWriting(documents: number, folder: string): void {
    const queue = Array.from({ length: documents }, (_, index) => index);
    for (let desk = 0; desk < DRAFTERS; desk += 1) this.desks.push(this.write(queue, folder));
    this.desks.push(this.untilStopped(() => this.endorseAll()));
  }

  beginSigning(batchSize: () => number): void {
    this.desks.push(this.untilStopped(() => this.signAll(batchSize())));
  }

  async isWritten(documents: number): Promise<boolean> {
    await pause();
    return this.acknowledged.length >= documents;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.desks);
  }

  private async write(queue: number[], folder: string): Promise<void> {
    for (let next = queue.shift(); next !== undefined && !this.stopped; next = queue.shift()) {
      const index = next;
      const file = join(folder, `act-${index}.pdf`);
      writeFileSync(file, await actOf(index));
      await this.insist(async () => {
        const request: RequestDetail = await sendForSignature(
          this.office,
          file,
          `Atto ${index} ${randomUUID()}`,
        );
        this.acknowledged.push(request.id);
      });
    }
  }

  private async endorseAll(): Promise<void> {
    const page = await this.office.endorser.get<QueuePage>('/tasks?kind=ENDORSE&limit=50');
    for (const item of page.items)
      await this.office.endorser
        .post(`/tasks/${item.taskId}/endorse`, {
          version: item.taskVersion,
          sha256: item.main.sha256,
          immediate: true,
        })
        .catch(ignoreRefusal);
  }

  private async signAll(batchSize: number): Promise<void> {
    const { signer } = this.office;
    const summary = await signer.get<Summary>('/tasks/summary');
    // What the desk shows as waiting for a new code gets one, as its owner would give it.
    for (const { batchId } of summary.codesNeeded)
      await signer.post(`/signing-batches/${batchId}/authorise`, this.newCodes()).catch(ignoreRefusal);
    const page = await signer.get<QueuePage>('/tasks?kind=SIGN&limit=100');
    const items = page.items
      .filter((item) => item.state !== 'SIGNING')
      .slice(0, batchSize)
      .map((item) => ({ taskId: item.taskId, taskVersion: item.taskVersion, sha256: item.main.sha256 }));
    if (items.length === 0) return;
    const batch = await signer.post<BatchView>('/signing-batches', { items });
    await signer.post(`/signing-batches/${batch.id}/authorise`, this.newCodes()).catch(ignoreRefusal);
  }

  private async untilStopped(work: () => Promise<void>): Promise<void> {
    while (!this.stopped) {
      await work().catch(ignoreRefusal);
      await pause();
    }
  }

  private async insist(work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await work();
        return;
      } catch (fault) {
        process.stderr.write(`tried again: ${fault instanceof Error ? fault.message : String(fault)}\n`);
        if (this.stopped) return;
        await pause();
      }
    }
  }
}

/** Somebody else was faster, or the service is being started again: the next look will tell. */
function ignoreRefusal(fault: unknown): void {
  if (fault instanceof Refused && fault.status < 500) return;
  process.stderr.write(`tried again: ${fault instanceof Error ? fault.message : String(fault)}\n`);
}

async function actOf(index: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage().drawText(`Atto numero ${index}`, { x: 60, y: 720, size: 14, font });
  return document.save({ useObjectStreams: index % 2 === 0 });
}

async function pause(): Promise<void> {
  await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
}
