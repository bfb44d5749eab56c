import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import { PROTOCOL } from '../../domain/registers-wanted';
import type { StepKind } from '../../domain/step-kinds';
import { PLAIN_POLICY, type TypePolicy } from '../../domain/type-policy';
import { DocumentTypeRow, ReturnReasonRow } from '../../infrastructure/type.rows';

interface NumberingStep {
  readonly kind: StepKind;
  readonly register?: string | null | undefined;
}

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

  /** Registers in which the act is to bear a number: those of its type, or of its book; and those that its route names. */
  async registersFor(
    typeId: string | null,
    of: { readonly withProtocol: boolean; readonly route: readonly NumberingStep[] },
  ): Promise<string[]> {
    const ofBook = of.withProtocol ? [PROTOCOL] : [];
    const ofType = typeId ? (await this.policyOf(typeId)).registers : ofBook;
    const ofRoute = of.route
      .filter((step) => step.kind === 'NUMBER')
      .map((step) => step.register ?? PROTOCOL);
    return [...new Set([...ofType, ...ofRoute])];
  }

  async returnReasons(): Promise<ReturnReasonRow[]> {
    return this.database.rows(ReturnReasonRow).find({ order: { position: 'ASC' } });
  }
}
