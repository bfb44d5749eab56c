import { Inject, Injectable } from '@nestjs/common';
import { legalDate, legalTime } from '@libro-firma/kernel';
import { writePdfA } from '@libro-firma/pdfa';
import { Documents, Plichi } from '../../../documents';
import { People, Structure } from '../../../organisation';
import type { Actor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import type { Decision, OpinionOutcome, TaskPart } from '../../domain/dossier-parts';
import type { OpinionWeight } from '../../domain/step-kinds';
import type { OpenDossier } from '../../infrastructure/dossiers';

/** An opinion is part of the act, so its words are the body's own: Italian. */
const OUTCOMES: Readonly<Record<OpinionOutcome, string>> = {
  FAVOURABLE: 'favorevole',
  WITH_PRESCRIPTIONS: 'favorevole con prescrizioni',
  CONTRARY: 'contrario',
  NOT_DUE: 'non dovuto',
};
const TITLES: Readonly<Record<OpinionWeight, string>> = {
  OPTIONAL: 'Parere facoltativo',
  OBLIGATORY: 'Parere obbligatorio',
  COVERAGE: 'Visto di regolarità contabile e copertura',
};

/**
 * The paper of an opinion or an accounting visto (TUEL art. 49 and 147-bis): outcome, reasons, author, and the hash of the
 * revision that it judges, as PDF/A. It is an integral annex from the moment in which the opinion stands, in the same
 * transaction: who signs next has it before him.
 */
@Injectable()
export class OpinionPapers {
  constructor(
    private readonly documents: Documents,
    private readonly plichi: Plichi,
    private readonly people: People,
    private readonly structure: Structure,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** For each opinion that a rule has just let stand; inside the caller's unit of work, before the dossier is saved. */
  async write(actor: Actor, open: OpenDossier): Promise<void> {
    const given = open.dossier.events.filter(({ type }) => type === 'signing-request.opinion-given');
    for (const { payload } of given) {
      const task = open.dossier.tasks.find(({ id }) => id === payload.taskId);
      if (task?.decision) await this.paper(actor, open, task, task.decision);
    }
  }

  private async paper(
    actor: Actor,
    { row, dossier }: OpenDossier,
    task: TaskPart,
    decision: Decision,
  ): Promise<void> {
    const author = (await this.people.find([decision.by])).get(decision.by)?.fullName ?? '';
    const body = (await this.structure.aooIdentity(row.bodyId, row.aooId)).bodyName;
    const { now } = dossier.around;
    const title = TITLES[dossier.stepOf(task).weight ?? 'OBLIGATORY'];
    const confirmed = decision.confirmation;
    const bytes = await writePdfA({
      title,
      createdAt: now,
      footer: body,
      blocks: [
        { heading: 2, text: 'Atto' },
        row.subject,
        `Revisione ${row.revision} · impronta SHA-256 del documento: ${decision.sha256 ?? ''}`,
        { heading: 2, text: 'Esito' },
        OUTCOMES[decision.outcome ?? 'NOT_DUE'],
        { heading: 2, text: 'Motivazione' },
        decision.note ?? '',
        { heading: 2, text: 'Autore' },
        [author, task.capacity].filter(Boolean).join(', '),
        `Espresso il ${legalDate(now)} alle ${legalTime(now)}`,
        ...(confirmed
          ? [
              `Confermato con il dispositivo dell’autore · certificato SHA-256 ${confirmed.certificateSha256}`,
              `Impronta della dichiarazione: ${confirmed.statementSha256}`,
            ]
          : ['Azione autenticata, registrata nel giornale della pratica']),
      ],
    });
    const stored = await this.store.put(Buffer.from(bytes));
    const document = await this.documents.create(
      { ...actor, bodyId: row.bodyId, aooId: row.aooId, personId: decision.by },
      `parere-${dossier.stepOf(task).position + 1}.pdf`,
      {
        sha256: stored.sha256,
        size: stored.size,
        mediaType: 'application/pdf',
        origin: 'UPLOADED',
        pageCount: null,
        signatures: 0,
        title,
      },
    );
    await this.plichi.attach(actor, row, { document, by: task.id });
  }
}
