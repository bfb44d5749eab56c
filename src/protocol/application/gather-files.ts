import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { type DescribedDocument, Documents } from '../../documents';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { arrivalsRefusals } from '../domain/arrivals/arrivals.refusals';
import { protocolRefusals } from '../domain/protocol.refusals';
import type { FileFlag, Medium, RegisteredFile } from '../domain/registration';
import { type ArrivedFile, Arrivals } from './arrivals/arrivals';
import { InspectIntake } from './inspect-intake';

export interface PaperGiven {
  readonly medium: Exclude<Medium, 'DIGITAL'>;
  readonly description?: string;
  readonly sheets?: number;
  readonly place: string;
}

export interface FileGiven {
  readonly documentId: string;
  readonly description?: string;
  /** The hash that the sender announced. */
  readonly sha256?: string;
}

export type AnnexGiven = FileGiven | PaperGiven;

export interface FilesGiven {
  readonly arrivalId?: string;
  readonly documentId?: string;
  readonly sha256?: string;
  readonly paper?: PaperGiven;
  readonly annexes: readonly AnnexGiven[];
}

/** Finds what is registered: files of the operator's own, files of an arrival, paper; each with what intake saw in it. */
@Injectable()
export class GatherFiles {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly arrivals: Arrivals,
    private readonly intake: InspectIntake,
  ) {}

  /** The main one first. */
  async of(actor: Actor, given: FilesGiven): Promise<Result<readonly RegisteredFile[]>> {
    const arrived = given.arrivalId === undefined ? accept([]) : await this.arrived(actor, given.arrivalId);
    if (!arrived.ok) return arrived;
    const wanted = inOrder(given, arrived.value);
    if (wanted.length === 0) return refuse(protocolRefusals.FILE_MISSING());
    const described = await this.described(actor, wanted, arrived.value);
    if (!described.ok) return described;
    const documents = [...described.value.values()];
    const flags = await this.intake.flagsOf(actor.bodyId, documents);
    return accept(
      wanted.map((file, position) => {
        const role = position === 0 ? 'MAIN' : 'ANNEX';
        if (!('documentId' in file)) return paperFile(role, file);
        const document = described.value.get(file.documentId);
        if (!document) throw new Error(`document ${file.documentId} was not described`);
        return registeredFile(document, role, file.description, flags.get(file.documentId) ?? []);
      }),
    );
  }

  private async arrived(actor: Actor, arrivalId: string): Promise<Result<readonly ArrivedFile[]>> {
    return this.database.transaction(actor, async () => {
      const row = await this.arrivals.rowOf(actor, arrivalId);
      if (!row) return refuse(arrivalsRefusals.NOT_FOUND());
      if (row.state === 'EXCLUDED') return refuse(arrivalsRefusals.IS_EXCLUDED());
      return accept(await this.arrivals.filesOf(arrivalId));
    });
  }

  private async described(
    actor: Actor,
    wanted: readonly AnnexGiven[],
    arrived: readonly ArrivedFile[],
  ): Promise<Result<ReadonlyMap<string, DescribedDocument>>> {
    const given = wanted.flatMap((file) => ('documentId' in file ? [file] : []));
    const ofArrival = new Map(arrived.map(({ document }) => [document.documentId, document]));
    const others = given.map(({ documentId }) => documentId).filter((id) => !ofArrival.has(id));
    const found = await this.database.transaction(actor, () => this.documents.describe(others));
    for (const { documentId, sha256 } of given) {
      const document = ofArrival.get(documentId) ?? found.get(documentId);
      if (!document || (!ofArrival.has(documentId) && document.ownerId !== actor.personId))
        return refuse(protocolRefusals.DOCUMENT_NOT_FOUND());
      if (sha256 !== undefined && sha256 !== document.sha256)
        return refuse(protocolRefusals.HASH_NOT_AS_ANNOUNCED({ fileName: document.fileName }));
    }
    return accept(new Map([...found, ...ofArrival]));
  }
}

/** Paper, or the document that is named, or the first one that arrived comes first; then the rest of the arrival, then annexes. */
function inOrder(
  { paper, documentId, sha256, annexes }: FilesGiven,
  arrived: readonly ArrivedFile[],
): AnnexGiven[] {
  const files = arrived.map(({ row, document }): FileGiven => ({
    documentId: document.documentId,
    ...(row.path !== null && row.path !== document.fileName && { description: row.path }),
  }));
  const named = documentId === undefined ? files[0] : { documentId, ...(sha256 !== undefined && { sha256 }) };
  const main = paper ?? named;
  if (!main) return [];
  const isMain = (file: AnnexGiven) =>
    'documentId' in file && 'documentId' in main && file.documentId === main.documentId;
  return [main, ...files.filter((file) => !isMain(file)), ...annexes];
}

function registeredFile(
  document: DescribedDocument,
  role: 'MAIN' | 'ANNEX',
  description: string | undefined,
  flags: readonly FileFlag[],
): RegisteredFile {
  return {
    role,
    fileName: document.fileName,
    mediaType: document.mediaType,
    size: document.size,
    sha256: document.sha256,
    documentVersionId: document.versionId,
    signed: document.signatures > 0,
    ...(description !== undefined && { description }),
    ...(flags.length > 0 && { flags }),
  };
}

function paperFile(role: 'MAIN' | 'ANNEX', paper: PaperGiven): RegisteredFile {
  return {
    role,
    fileName: paper.description ?? (paper.medium === 'PAPER' ? 'Documento cartaceo' : 'Oggetto'),
    mediaType: '',
    size: 0,
    sha256: null,
    documentVersionId: null,
    signed: false,
    ...paper,
  };
}
