import { Injectable } from '@nestjs/common';
import { allBodies } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import { systemActor } from '../../../platform/identity';
import { matches, type RuledDocument } from '../../domain/classification/desk-rule';
import {
  CaseFileContentRow,
  CaseFileRow,
  RegistrationUnfiledRow,
} from '../../infrastructure/case-files/case-file.rows';
import { DeskRuleRow } from '../../infrastructure/classification/classification.rows';
import { FileRegistrations } from './file-registrations.use-case';
import { KeepCaseFile } from './keep-case-file.use-case';

/** Of one round and body; the next one comes within seconds. */
const MOST = 500;

interface Unruled extends RuledDocument {
  readonly id: string;
  readonly aooId: string;
}

const UNRULED = `
  SELECT entry.id, entry.aoo_id AS "aooId", entry.subject, entry.means, circumstance.mailbox,
         circumstance.document_type AS "documentType",
         coalesce((SELECT changed.classification_code FROM registration_class changed
                    WHERE changed.registration_id = entry.id ORDER BY changed.sequence DESC LIMIT 1),
                  entry.classification_code) AS "classificationCode"
    FROM registration_unfiled unfiled
    JOIN registration entry ON entry.id = unfiled.registration_id
    LEFT JOIN registration_circumstance circumstance ON circumstance.registration_id = entry.id
   WHERE unfiled.body_id = $1 AND NOT unfiled.ruled ORDER BY unfiled.registration_id LIMIT ${MOST}`;

/** Asks the desk’s rules once for each entry that is not filed; one that no rule takes stays for a person. */
@Injectable()
export class FileByRules {
  constructor(
    private readonly database: Database,
    private readonly files: FileRegistrations,
    private readonly keep: KeepCaseFile,
  ) {}

  /** How many were filed. */
  async execute(): Promise<number> {
    let filed = 0;
    for (const bodyId of await allBodies(this.database)) {
      const scope = { bodyId, personId: null };
      const waiting = await this.database.transaction(scope, () =>
        this.database.query<Unruled>(UNRULED, [bodyId]),
      );
      for (const entry of waiting)
        if (await this.database.transaction(scope, () => this.ask(bodyId, entry))) filed += 1;
    }
    return filed;
  }

  private async ask(bodyId: string, entry: Unruled): Promise<boolean> {
    const actor = systemActor(bodyId, entry.aooId);
    const rules = await this.database
      .rows(DeskRuleRow)
      .find({ where: { aooId: entry.aooId, inForce: true }, order: { position: 'ASC' } });
    const rule = rules.find(({ fileInto, ...conditions }) => fileInto !== null && matches(conditions, entry));
    // Another process may have asked meanwhile, or a person filed it.
    const taken = await this.database
      .rows(RegistrationUnfiledRow)
      .update({ registrationId: entry.id, ruled: false }, { ruled: true });
    if (taken.affected !== 1 || !rule) return false;
    if (await this.database.rows(CaseFileContentRow).existsBy({ registrationId: entry.id })) return false;
    const file =
      rule.caseFileId === null
        ? await this.keep.yearlySeries(actor, entry.classificationCode ?? '')
        : await this.database.rows(CaseFileRow).findOneBy({ id: rule.caseFileId, aooId: entry.aooId });
    return file !== null && (await this.files.fileByRule(actor, file, entry.id, rule.id));
  }
}
