import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { Plichi } from '../../../documents';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { RegisterCommand } from '../../../protocol';
import type { NumberPart } from '../../domain/dossier-parts';
import { PROTOCOL } from '../../domain/registers-wanted';
import type { OpenDossier } from '../../infrastructure/dossiers';
import { RequestNumberRow } from '../../infrastructure/number.row';
import type { RegistrationData, SigningRequestRow } from '../../infrastructure/request.rows';
import { numberingKey, type NumberWanted } from './numbering-keys';

/** The intent stands before the effect: what a register commits under a key finds here what it is for. */
@Injectable()
export class NumberIntents {
  constructor(
    private readonly database: Database,
    private readonly plichi: Plichi,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Under the lock of the request; written twice, it is one. */
  async write(
    { row, dossier }: OpenDossier,
    { attempt = 0, ...wanted }: Omit<NumberWanted, 'requestId' | 'revision'>,
  ): Promise<NumberPart> {
    const key = numberingKey({ requestId: row.id, revision: row.revision, ...wanted, attempt });
    const known = dossier.numbers.find((own) => own.key === key);
    if (known) return known;
    const intent: RequestNumberRow = {
      id: newId(),
      bodyId: row.bodyId,
      aooId: row.aooId,
      requestId: row.id,
      revision: row.revision,
      key,
      askedAt: this.clock.now(),
      registrationId: null,
      number: null,
      registeredOn: null,
      annulledAt: null,
      leftBecause: null,
      printed: null,
      ...wanted,
    };
    await this.database.rows(RequestNumberRow).insert(intent);
    dossier.numbers.push(intent);
    return intent;
  }

  /** What the register is asked: the act in the bytes that it has now, and the data that its drafter or a clerk gave. */
  async command(
    request: SigningRequestRow,
    { key, register, againOf }: NumberPart,
  ): Promise<RegisterCommand> {
    const files = (await this.plichi.files([request])).get(request.plicoId) ?? [];
    if (!request.registration) throw new Error(`request ${request.id} has no registration data`);
    return {
      key,
      aooId: request.aooId,
      ...(register !== PROTOCOL && { registerId: register }),
      ...(againOf && { againOf }),
      subject: request.subject,
      sender: null,
      ...protocolPart(request.registration),
      files: files.map((file) => ({
        role: file.role,
        fileName: file.current.fileName,
        mediaType: file.current.mediaType,
        size: file.current.size,
        sha256: file.current.sha256,
        documentVersionId: file.current.versionId,
        signed: file.current.signatures > 0,
      })),
      operatorId: request.requesterId,
      officeId: request.officeId,
    };
  }
}

function protocolPart({ classificationCode, direction, recipients }: RegistrationData) {
  return { classificationCode, direction, recipients: recipients.map(withoutAbsent) };
}

/** JSON has no `undefined`; the protocol hashes what it is given. */
function withoutAbsent<T extends object>(value: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;
}
