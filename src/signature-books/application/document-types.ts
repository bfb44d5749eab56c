import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { PLAIN_POLICY, type TypePolicy } from '../domain/type-policy';
import { DocumentTypeRow, ReturnReasonRow } from '../infrastructure/type.rows';

/** The types of documents of an AOO and the reasons for returning; inside the caller's unit of work. */
@Injectable()
export class DocumentTypes {
  constructor(private readonly database: Database) {}

  async list(aooId: string): Promise<DocumentTypeRow[]> {
    return this.database.rows(DocumentTypeRow).find({ where: { aooId }, order: { name: 'ASC' } });
  }

  async find(id: string): Promise<DocumentTypeRow | null> {
    return this.database.rows(DocumentTypeRow).findOneBy({ id });
  }

  /** As it is today; a book without a type follows the plain one. */
  async policyOf(typeId: string | null): Promise<TypePolicy> {
    const type = typeId ? await this.find(typeId) : null;
    return type?.policy ?? PLAIN_POLICY;
  }

  async returnReasons(): Promise<ReturnReasonRow[]> {
    return this.database.rows(ReturnReasonRow).find({ order: { position: 'ASC' } });
  }
}
