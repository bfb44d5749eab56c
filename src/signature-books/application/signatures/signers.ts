import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { People } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import {
  type Codes,
  type DeviceSession,
  type EnrolledCredential,
  EnrolledCredentials,
  type Signer,
  type ToSign,
} from '../../../signing';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { SigningItemRow } from '../../infrastructure/batch.rows';
import { type SigningRequestRow, TaskRow } from '../../infrastructure/request.rows';
import { Authorities } from '../tasks/authorities';

/** Who signs: the person, the power, the certificate and the device belong together. */
@Injectable()
export class Signers {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly authorities: Authorities,
    private readonly credentials: EnrolledCredentials,
  ) {}

  /** Read from the device now, and judged: before documents are prepared, and again before they are signed. */
  async credentialOf(actor: Actor): Promise<Result<EnrolledCredential>> {
    return this.credentials.usableBy(actor, await this.signer(actor));
  }

  /** Opens the device for these documents and no others. */
  openSession(
    enrolled: EnrolledCredential,
    codes: Codes,
    toSign: readonly ToSign[],
  ): Promise<Result<DeviceSession>> {
    return this.credentials.openSession(enrolled, codes, toSign);
  }

  async person(personId: string): Promise<{ readonly fullName: string; readonly taxCode: string }> {
    const person = (await this.people.find([personId])).get(personId);
    if (!person) throw new Error(`person ${personId} is not there`);
    return person;
  }

  /** Judged again for each signature: a power that ended or was revoked stops what the device has not been sent. */
  async refusalsOf(
    personId: string,
    items: readonly SigningItemRow[],
    requests: ReadonlyMap<string, SigningRequestRow>,
  ): Promise<(Refusal | null)[]> {
    const found = await this.database.rows(TaskRow).findBy({ id: In(items.map((item) => item.taskId)) });
    const tasks = new Map(found.map((task) => [task.id, task]));
    const works = items.map((item) => {
      const task = tasks.get(item.taskId);
      if (!task) throw new Error(`task ${item.taskId} is not there`);
      const { documentTypeId = null, amount = null } = requests.get(item.requestId) ?? {};
      return { ...task, documentTypeId, amount };
    });
    const rights = await this.authorities.judgeAll(personId, works);
    return works.map(({ requestId, state }, index) => {
      const request = requests.get(requestId);
      if (request?.state !== 'IN_ROUTE' || state !== 'SIGNING')
        return refusals.NOT_ALLOWED_NOW({ state: request?.state ?? state });
      return rights[index] ? null : refusals.POWER_ENDED();
    });
  }

  private async signer(actor: Actor): Promise<Signer> {
    const personId = actor.personId ?? '';
    const { taxCode } = await this.database.transaction(actor, () => this.person(personId));
    return { personId, taxCode };
  }
}
