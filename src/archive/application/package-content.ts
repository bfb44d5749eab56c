import { Inject, Injectable } from '@nestjs/common';
import { type Agent, writePIndex } from '@libro-firma/conservation';
import { Copies, type CopyFile } from '../../copies';
import { Structure } from '../../organisation';
import type { JournalEntryRow } from '../../platform/database/journal/journal-entry.row';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { Registrations } from '../../protocol';
import { type SignedAct, SignedActs } from '../../signature-books';
import { reportXml, type VerificationRun } from '../../verification';
import { VERSION } from '../../version';
import { FIXED_PLACES, type PackagedFile, type PackageRole, placeOf } from '../domain/package-index';
import { journalLines } from './journal-lines';

const APPLICATION = { name: 'Libro Firma', version: VERSION, producer: 'Libro Firma' };
const GROUPS: readonly {
  readonly id: string;
  readonly label: string;
  readonly roles: readonly PackageRole[];
}[] = [
  { id: 'atto', label: 'Atto firmato e allegati', roles: ['MAIN', 'ANNEX'] },
  { id: 'protocollo', label: 'Segnatura e copia con contrassegno', roles: ['SEGNATURA', 'COPY'] },
  { id: 'prove', label: 'Verifiche e giornale', roles: ['REPORT_JSON', 'REPORT_XML', 'JOURNAL', 'INDEX'] },
];

type FoundAnnulments = NonNullable<Awaited<ReturnType<Registrations['entryOf']>>>['annulments'];

/** Everything that proves an act, as the database knows it. */
export interface ActToPack {
  readonly act: SignedAct;
  readonly copy: CopyFile;
  readonly segnatura: string | null;
  /** What was annulled of its registration so far, with the acts. */
  readonly annulments: FoundAnnulments;
  readonly journal: readonly JournalEntryRow[];
  readonly bodyName: string;
}

/** Gathers what goes into a package, and puts what is made for it into the store beside what was there. */
@Injectable()
export class PackageContent {
  constructor(
    private readonly acts: SignedActs,
    private readonly copies: Copies,
    private readonly registrations: Registrations,
    private readonly structure: Structure,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** True when the records manager decided to archive the act whatever its verification says. */
  isVerdictAccepted(requestId: string): Promise<boolean> {
    return this.acts.isVerdictAccepted(requestId);
  }

  /** Null for an act that is not finished; inside the caller's unit of work. */
  async gather(requestId: string): Promise<ActToPack | null> {
    const act = await this.acts.find(requestId);
    const copy = act && (await this.copies.ofRequest(requestId));
    // A copy of the edition before says that the one of this edition is still being made.
    if (!act || copy?.edition !== act.edition) return null;
    return {
      act,
      copy,
      segnatura: act.registrationId ? await this.registrations.segnaturaOf(act.registrationId) : null,
      annulments:
        (act.registrationId && (await this.registrations.entryOf(act.registrationId))?.annulments) || [],
      journal: await this.acts.journalOf(requestId),
      bodyName: (await this.structure.aooIdentity(act.bodyId, act.aooId)).bodyName,
    };
  }

  /** The files of the package in their order; the indexes last, each over all that stand before it. */
  async files(packageId: string, content: ActToPack, run: VerificationRun): Promise<PackagedFile[]> {
    const { act, copy, segnatura, journal } = content;
    const files: PackagedFile[] = act.files.map(({ role, position, current }) => ({
      role,
      path: placeOf(role, position, current.fileName),
      mediaType: current.mediaType,
      size: current.size,
      sha256: current.sha256,
    }));
    files.push({
      role: 'COPY',
      path: FIXED_PLACES.COPY,
      mediaType: 'application/pdf',
      size: copy.size,
      sha256: copy.sha256,
    });
    if (segnatura !== null) files.push(await this.made('SEGNATURA', 'application/xml', segnatura));
    files.push(
      await this.made('REPORT_JSON', 'application/json', reportJson(run)),
      await this.made('REPORT_XML', 'application/xml', reportXml(run)),
      await this.made('JOURNAL', 'application/jsonl', journalLines(journal)),
    );
    files.push(await this.made('INDEX', 'application/json', indexJson(content, files)));
    files.push(await this.made('PINDEX', 'application/xml', pindex(packageId, content, files)));
    return files;
  }

  private async made(
    role: keyof typeof FIXED_PLACES,
    mediaType: string,
    text: string,
  ): Promise<PackagedFile> {
    const { sha256, size } = await this.store.put(Buffer.from(text, 'utf8'));
    return { role, path: FIXED_PLACES[role], mediaType, size, sha256 };
  }
}

function reportJson({ id, report, fileName, size, sha256 }: VerificationRun): string {
  return `${JSON.stringify({ runId: id, fileName, size, sha256, ...report }, null, 2)}\n`;
}

function indexJson({ act, bodyName, copy, annulments }: ActToPack, files: readonly PackagedFile[]): string {
  const { requestId, revision, subject, registrationNumber, registeredOn } = act;
  const index = {
    v: 'package-index/1',
    body: bodyName,
    requestId,
    revision,
    subject,
    registrationNumber,
    registeredOn,
    annulments: annulments.map(({ scope, actReference, decidedAt }) => ({ scope, actReference, decidedAt })),
    signers: act.signers.map(({ fullName, capacity, signedAt }) => ({
      fullName,
      capacity,
      signedAt: signedAt.toISOString(),
    })),
    copyMadeAt: copy.createdAt.toISOString(),
    files,
  };
  return `${JSON.stringify(index, null, 2)}\n`;
}

function pindex(
  packageId: string,
  { act, bodyName, copy, annulments }: ActToPack,
  files: readonly PackagedFile[],
): string {
  const body: Agent = {
    kind: 'legal person',
    name: bodyName,
    documents: ['Manuale di gestione documentale'],
  };
  const numbered = files.map((file, place) => ({
    ...file,
    id: { scheme: 'locale', value: `file-${place + 1}` },
  }));
  const { registrationNumber: number, registeredOn: date } = act;
  return writePIndex({
    id: { scheme: 'UUID', value: packageId },
    language: 'it',
    application: APPLICATION,
    volume: {
      id: { scheme: 'UUID', value: act.requestId },
      label: act.subject,
      description:
        number && date
          ? `Registrazione di protocollo n. ${number} del ${date}${annulments.some(({ scope }) => scope === 'WHOLE') ? ', annullata' : ''}`
          : 'Atto firmato, senza protocollo',
    },
    groups: GROUPS.map(({ id, label, roles }) => ({
      id: { scheme: 'locale', value: id },
      label,
      files: numbered.filter((file) => roles.includes(file.role)),
    })),
    submitter: body,
    holders: [{ ...body, role: 'soggetto produttore' }],
    // Who preserves signs the index when the package is taken in charge; until then it names who handed it over.
    signers: [{ ...body, role: 'Soggetto produttore (indice non sottoscritto)' }],
    madeAt: copy.createdAt,
    laws: `D.Lgs. 82/2005, artt. 43-44; Linee guida AgID sul documento informatico, par. 4`,
  });
}
