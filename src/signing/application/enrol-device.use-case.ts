import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { readCertificate } from '@libro-firma/asn1';
import { accept, type Clock, newId, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { chooseAlgorithm } from '@libro-firma/signature';
import { People } from '../../organisation';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import type { Codes, Credential, Signer, SigningDevice, ToSign } from '../domain/signing-device.port';
import { signingRefusals } from '../domain/signing.refusals';
import { SigningEnrolmentRow } from '../infrastructure/signing-enrolment.row';
import { checkValues } from './check-values';
import { Devices } from './devices';
import { EnrolledCredentials } from './enrolled-credentials';

export const ENROLMENT_STREAM = 'signing-enrolment';
const TRIAL = 'Prova di firma: questo testo non è un atto e non ha effetti. ';
const TRIAL_BYTES = 32;

export interface CredentialOnOffer {
  readonly credential: Credential;
  /** Null: it may be chosen. */
  readonly refusal: Refusal | null;
}

export interface DeviceOnOffer {
  readonly device: SigningDevice;
  readonly credentials: readonly CredentialOnOffer[];
  /** Why the device could not be asked. */
  readonly refusal: Refusal | null;
}

export interface ChosenCredential {
  readonly deviceId: string;
  readonly credentialId: string;
}

/** First use: which devices there are, which of their keys are this person's, and a trial that one of them signs. */
@Injectable()
export class EnrolDevice {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly devices: Devices,
    private readonly credentials: EnrolledCredentials,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  current(actor: Actor): Promise<SigningEnrolmentRow | null> {
    return this.database.transaction(actor, () => this.credentials.enrolmentOf(actor.personId ?? ''));
  }

  /** Credentials in the name of another tax code are not shown: whose they are is nobody's business here. */
  async offers(actor: Actor): Promise<DeviceOnOffer[]> {
    const signer = await this.signer(actor);
    return Promise.all(
      this.devices.all.map(async (device) => {
        const found = await device.credentialsOf(signer);
        if (!found.ok) return { device, credentials: [], refusal: found.refusal };
        const own = found.value.filter(({ certificate }) => certificate.taxCode === signer.taxCode);
        const credentials = own.map((credential) => ({
          credential,
          refusal: this.credentials.refusalOf(device, credential, signer),
        }));
        return { device, credentials, refusal: null };
      }),
    );
  }

  async sendOtp(actor: Actor, chosen: ChosenCredential): Promise<Result<true>> {
    const found = await this.chosen(await this.signer(actor), chosen);
    return found.ok ? found.value.device.sendOtp(chosen.credentialId) : found;
  }

  /** A trial signature with the person's own codes proves that the key is his and serves; then it is what he signs with. */
  async execute(actor: Actor, chosen: ChosenCredential, codes: Codes): Promise<Result<true>> {
    const found = await this.chosen(await this.signer(actor), chosen);
    if (!found.ok) return found;
    const tried = await this.tryOut(found.value.device, found.value.credential, codes);
    if (!tried.ok) return tried;
    return this.database.transaction(actor, () => this.write(actor, found.value));
  }

  private async chosen(
    signer: Signer,
    { deviceId, credentialId }: ChosenCredential,
  ): Promise<Result<{ device: SigningDevice; credential: Credential }>> {
    const device = this.devices.find(deviceId);
    if (!device.ok) return device;
    const credential = await device.value.credential(credentialId);
    if (!credential.ok) return credential;
    const refusal = this.credentials.refusalOf(device.value, credential.value, signer);
    return refusal ? refuse(refusal) : accept({ device: device.value, credential: credential.value });
  }

  private async tryOut(device: SigningDevice, credential: Credential, codes: Codes): Promise<Result<true>> {
    const { certificate } = credential.certificate;
    const algorithm = chooseAlgorithm(readCertificate(certificate));
    if (!algorithm.ok) return algorithm;
    const trial: ToSign = {
      scheme: algorithm.value.scheme,
      digestAlgorithm: algorithm.value.digest,
      bytes: Buffer.concat([Buffer.from(TRIAL), randomBytes(TRIAL_BYTES)]),
    };
    const session = await this.credentials.openSession({ device, credential }, codes, [trial]);
    if (!session.ok) return session;
    try {
      const [value] = checkValues(certificate, [trial], await session.value.sign([trial]));
      if (!value) return refuse(signingRefusals.VALUE_MISSING());
      return value.ok ? accept(true) : value;
    } finally {
      await session.value.close();
    }
  }

  private async write(
    actor: Actor,
    { device, credential }: { device: SigningDevice; credential: Credential },
  ): Promise<Result<true>> {
    const personId = actor.personId ?? '';
    const now = this.clock.now();
    const rows = this.database.rows(SigningEnrolmentRow);
    const before = await this.credentials.enrolmentOf(personId);
    if (before) {
      const ended = await rows.update(
        { id: before.id, version: before.version },
        { endedAt: now, version: before.version + 1 },
      );
      if (ended.affected !== 1) return refuse(signingRefusals.ENROLLED_MEANWHILE());
    }
    const { sha256, holder, issuer, validTo } = credential.certificate;
    const id = newId();
    await rows.insert({
      id,
      bodyId: actor.bodyId,
      personId,
      deviceId: device.id,
      credentialId: credential.id,
      certificateSha256: sha256,
      holder,
      issuer,
      validTo,
      version: 0,
      createdAt: now,
      checkedAt: now,
      problem: null,
      endedAt: null,
    });
    await this.journal.append(actor, {
      stream: ENROLMENT_STREAM,
      streamId: id,
      type: 'signing-enrolment.made',
      payload: { personId, deviceId: device.id, certificate: sha256, replaces: before?.id ?? null },
    });
    return accept(true);
  }

  private async signer(actor: Actor): Promise<Signer> {
    const personId = actor.personId ?? '';
    const found = await this.database.transaction(actor, () => this.people.find([personId]));
    const person = found.get(personId);
    if (!person) throw new Error(`person ${personId} is not there`);
    return { personId, taxCode: person.taxCode.toUpperCase() };
  }
}
