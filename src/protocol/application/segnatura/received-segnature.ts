import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import {
  anomaliesOf,
  type Anomaly,
  type FileBeside,
  type ReceivedSegnatura,
  readSegnatura,
} from '@libro-firma/segnatura';
import { xmlEngine } from '@libro-firma/xml';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { exchangeRefusals } from '../../domain/dispatch.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { ReceivedSegnaturaRow } from '../../infrastructure/exchange.rows';
import { OwnUploads } from '../own-uploads';
import { RegistrationStream } from '../registration-stream';
import { Registrations } from '../registrations';
import { FileAnomalies } from './file-anomalies';

export const SEGNATURA_RECEIVED = 'registration.segnatura-received';
const LARGEST = 8 * 1024 * 1024;

export interface JudgedSegnatura {
  readonly content: ReceivedSegnatura;
  readonly anomalies: readonly Anomaly[];
  /** What the verifier said of the seal; null where there is none. */
  readonly sealConclusion: string | null;
}

interface FileAt {
  readonly fileName: string;
  readonly sha256: string;
}

/** Segnature of other offices: read to fill the form, and kept beside ours with what was found wrong with them. */
@Injectable()
export class ReceivedSegnature {
  constructor(
    private readonly database: Database,
    private readonly uploads: OwnUploads,
    private readonly registrations: Registrations,
    private readonly stream: RegistrationStream,
    private readonly fileAnomalies: FileAnomalies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Reads one that is not registered yet, beside the files that came with it; nothing is kept of it. */
  async preview(
    actor: Actor,
    documentId: string,
    fileDocumentIds: readonly string[],
  ): Promise<Result<JudgedSegnatura>> {
    const files: FileAt[] = [];
    for (const id of fileDocumentIds) {
      const file = await this.uploads.read(actor, id, Number.MAX_SAFE_INTEGER);
      if (!file.ok) return file;
      files.push(file.value.document);
    }
    const upload = await this.uploads.read(actor, documentId, LARGEST);
    return upload.ok ? this.judge(actor, upload.value.document, upload.value.bytes, files) : upload;
  }

  /** Keeps it beside the incoming registration that it came with, once. */
  async keep(actor: Actor, registrationId: string, documentId: string): Promise<Result<JudgedSegnatura>> {
    const entry = await this.database.transaction(actor, () =>
      this.registrations.entryFor(actor, registrationId),
    );
    if (!entry || actor.personId === null) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
    if (entry.direction !== 'INCOMING') return refuse(exchangeRefusals.NOT_INCOMING());
    const upload = await this.uploads.read(actor, documentId, LARGEST);
    if (!upload.ok) return upload;
    const files = (entry.files ?? []).flatMap(({ fileName, hash }) =>
      hash === null ? [] : [{ fileName, sha256: hash }],
    );
    const judged = await this.judge(actor, upload.value.document, upload.value.bytes, files);
    if (!judged.ok) return judged;
    const { content, anomalies, sealConclusion } = judged.value;
    const row = {
      registrationId,
      bodyId: actor.bodyId,
      sha256: upload.value.document.sha256,
      edition: content.edition,
      content,
      anomalies: [...anomalies],
      sealConclusion,
      keptBy: actor.personId,
      keptAt: this.clock.now(),
    };
    return this.database.transaction(actor, async () => {
      await this.stream.lock(registrationId);
      const rows = this.database.rows(ReceivedSegnaturaRow);
      if (await rows.existsBy({ registrationId })) return refuse(exchangeRefusals.SEGNATURA_KEPT_ALREADY());
      await rows.insert(row);
      await this.stream.append(actor, registrationId, {
        type: SEGNATURA_RECEIVED,
        payload: { sha256: row.sha256, edition: row.edition, anomalies: anomalies.map(({ code }) => code) },
      });
      return judged;
    });
  }

  /** Inside the caller's unit of work. */
  async of(registrationId: string): Promise<ReceivedSegnaturaRow | null> {
    return this.database.rows(ReceivedSegnaturaRow).findOneBy({ registrationId });
  }

  private async judge(
    actor: Actor,
    { fileName, sha256, size }: { fileName: string; sha256: string; size: number },
    bytes: Buffer,
    files: readonly FileAt[],
  ): Promise<Result<JudgedSegnatura>> {
    const read = readSegnatura(await xmlEngine(), bytes);
    if (!read.ok) return read;
    const conclusion = read.value.isSealed
      ? await this.fileAnomalies.sealOf(actor, { fileName, sha256, size })
      : null;
    const anomalies = anomaliesOf(read.value, {
      files: await this.hashed(read.value, files),
      sealHolds: conclusion === 'INDETERMINATE' || conclusion === null ? null : conclusion === 'TOTAL_PASSED',
    });
    const ofFiles = await this.fileAnomalies.of(files);
    return accept({ content: read.value, anomalies: [...anomalies, ...ofFiles], sealConclusion: conclusion });
  }

  /** SHA-256 is known; another algorithm is computed only where the segnatura names it. */
  private async hashed(
    { main, annexes }: ReceivedSegnatura,
    files: readonly FileAt[],
  ): Promise<FileBeside[]> {
    const named = [main, ...annexes].map((file) => file?.fingerprint?.algorithm);
    const others = [...new Set(named)].filter((name) => name !== undefined && name !== 'SHA-256');
    return Promise.all(
      files.map(async ({ fileName, sha256 }) => {
        const hashes: Record<string, string> = { 'SHA-256': sha256 };
        for (const algorithm of others)
          if (algorithm) hashes[algorithm] = await this.uploads.hashOf(sha256, algorithm);
        return { fileName, hashes };
      }),
    );
  }
}
