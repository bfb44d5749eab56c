import { Inject, Injectable } from '@nestjs/common';
import { readCertificate } from '@libro-firma/asn1';
import { accept, type Clock, newId, refuse, type Refusal, type Result, sha256 } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import {
  completePades,
  completePadesWithTimestamp,
  completeXades,
  completeXadesWithTimestamp,
  isDemoCertificate,
  type PadesField,
  preparePades,
  prepareXades,
  type TimestampSource,
} from '@libro-firma/signature';
import { xmlEngine } from '@libro-firma/xml';
import { CLOCK } from '../../platform/clock';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { organisationRefusals } from '../domain/organisation.refusals';
import type { SealKey } from '../domain/seal-device.port';
import { SealRow } from '../infrastructure/organisation.rows';
import { type SealHolder, sealHolderOf } from './seal-certificate';
import { SealDevices } from './seal-devices';

/** For what the seal is used; stands in the journal. */
export interface SealUse {
  /** Kind of the document, such as `verification-report`. */
  readonly purpose: string;
  /** What it is about: the id of the run, registration or copy. */
  readonly about: string;
  /** Who gives the timestamp that makes it B-T; without one it is B-B. */
  readonly timestamps?: TimestampSource;
}

/** What a seal came to. */
export interface Sealed {
  readonly level: 'B-B' | 'B-T';
  /** Why it is B-B although a timestamp was asked for. */
  readonly withoutTimestamp: Refusal | null;
  readonly certificateSha256: string;
  readonly sealedAt: Date;
}

interface OpenSeal {
  readonly id: string;
  readonly key: SealKey;
  readonly holder: SealHolder;
}

/** Room for a timestamp token with its chain, in bytes. */
const TIMESTAMP_ROOM = 16 * 1024;

/**
 * The electronic seal of the actor's AOO: proves origin and integrity of what the body itself writes (eIDAS art. 35).
 *
 * While the key is away the answer is a refusal of the kind `unavailable`: the document stands, unsealed, and is sealed
 * later. A timestamp that fails never loses the seal: it is B-B then, and says why. Each use is an entry of the journal
 * before anybody gets the sealed bytes. Call it outside a unit of work, since a device or an authority may be slow;
 * inside one it joins.
 */
@Injectable()
export class Seals {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly devices: SealDevices,
    @Inject(PLATFORM_SETTINGS) private readonly platform: PlatformSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whose seal the actor's AOO has; refusals as {@link sealXml}. */
  async describe(actor: Actor): Promise<Result<SealHolder>> {
    const seal = await this.open(actor);
    return seal.ok ? accept(seal.value.holder) : seal;
  }

  /**
   * The document with a XAdES signature as the last child of its root; every other byte stays.
   *
   * Refusals: `ORGANISATION_NO_SEAL`, `ORGANISATION_SEAL_UNAVAILABLE`, `ORGANISATION_NOT_A_SEAL`, and those of
   * `prepareXades` for a document that cannot be signed.
   *
   * @standard ETSI EN 319 132-1 §6.3
   */
  async sealXml(
    actor: Actor,
    document: Buffer,
    use: SealUse,
  ): Promise<Result<Sealed & { readonly document: Buffer }>> {
    const seal = await this.open(actor);
    if (!seal.ok) return seal;
    const [engine, sealedAt] = [await xmlEngine(), this.clock.now()];
    const target = { kind: 'enveloped', document } as const;
    const prepared = prepareXades(engine, target, { ...certificatesOf(seal.value), signingTime: sealedAt });
    if (!prepared.ok) return prepared;
    const value = await valueOf(seal.value, prepared.value);
    if (!value.ok) return value;
    const certificates = certificatesOf(seal.value);
    const stamped =
      use.timestamps &&
      (await completeXadesWithTimestamp(
        engine,
        target,
        { prepared: prepared.value, value: value.value },
        certificates,
        use.timestamps,
      ));
    const done = stamped?.ok
      ? stamped
      : completeXades(engine, target, prepared.value, value.value, certificates);
    if (!done.ok) return done;
    const sealed = outcomeOf(prepared.value.certificateSha256, sealedAt, stamped);
    await this.enter(actor, seal.value, use, {
      form: 'XAdES',
      level: sealed.level,
      sha256: sha256(document).toString('hex'),
    });
    return accept({ ...sealed, document: done.value });
  }

  /**
   * The bytes to append to a PDF so that it is sealed (PAdES); the file itself stays as it is.
   *
   * Refusals: those of {@link sealXml} for the seal, and of `preparePades` for the file.
   *
   * @standard ETSI EN 319 142-1 §6.3
   */
  async sealPdf(
    actor: Actor,
    source: ByteSource,
    use: SealUse & { readonly reason?: string; readonly field?: PadesField },
  ): Promise<Result<Sealed & { readonly increment: Buffer }>> {
    const seal = await this.open(actor);
    if (!seal.ok) return seal;
    const sealedAt = this.clock.now();
    const prepared = preparePades(source, {
      ...certificatesOf(seal.value),
      ...use.field,
      ...(use.reason !== undefined && { reason: use.reason }),
      ...(use.timestamps && { extraBytes: TIMESTAMP_ROOM }),
      signerName: seal.value.holder.name,
      signingTime: sealedAt,
    });
    if (!prepared.ok) return prepared;
    const value = await valueOf(seal.value, prepared.value);
    if (!value.ok) return value;
    const certificates = certificatesOf(seal.value);
    const stamped = use.timestamps
      ? await completePadesWithTimestamp(source, prepared.value, value.value, certificates, use.timestamps)
      : undefined;
    const done = stamped ?? completePades(source, prepared.value, value.value, certificates);
    if (!done.ok) return done;
    const { certificateSha256, documentSha256: sha256 } = prepared.value;
    const sealed = outcomeOf(certificateSha256, sealedAt, stamped?.ok ? stamped.value.timestamp : undefined);
    await this.enter(actor, seal.value, use, { form: 'PAdES', level: sealed.level, sha256 });
    return accept({ ...sealed, increment: done.value.increment });
  }

  /** The seal of the actor's AOO, judged anew at each use: keys are replaced and certificates expire while we run. */
  private async open(actor: Actor): Promise<Result<OpenSeal>> {
    const row = await this.database.transaction(actor, () =>
      this.database.rows(SealRow).findOneBy({ bodyId: actor.bodyId, aooId: actor.aooId }),
    );
    if (!row?.device) return refuse(organisationRefusals.NO_SEAL());
    const key = await this.devices.open(row.device);
    if (!key.ok) return key;
    const holder = sealHolderOf(readCertificate(key.value.certificate));
    const now = this.clock.now();
    const isDemoOutside = !this.platform.DEMO && isDemoCertificate(key.value.certificate);
    if (!holder || isDemoOutside || now < holder.validFrom || now > holder.validTo)
      return refuse(organisationRefusals.NOT_A_SEAL());
    return accept({ id: row.id, key: key.value, holder });
  }

  private async enter(
    actor: Actor,
    { id, key }: OpenSeal,
    { purpose, about }: SealUse,
    made: { readonly form: string; readonly level: string; readonly sha256: string },
  ): Promise<void> {
    const certificateSha256 = sha256(key.certificate).toString('hex');
    await this.database.transaction(actor, () =>
      this.journal.append(actor, {
        stream: 'seal-use',
        streamId: newId(), // each use stands for itself: two of them never wait for each other
        type: 'seal.used',
        payload: { sealId: id, purpose, about, ...made, certificateSha256 },
      }),
    );
  }
}

function certificatesOf({ key: { certificate, chain } }: OpenSeal) {
  return { certificate, chain };
}

function valueOf(
  { key }: OpenSeal,
  prepared: {
    readonly signatureScheme: string;
    readonly digestAlgorithm: string;
    readonly toBeSigned: Buffer;
  },
): Promise<Result<Buffer>> {
  const { signatureScheme: scheme, digestAlgorithm, toBeSigned: bytes } = prepared;
  return key.sign({ scheme, digestAlgorithm, bytes });
}

function outcomeOf(
  certificateSha256: string,
  sealedAt: Date,
  timestamp: Result<unknown> | undefined,
): Sealed {
  return {
    level: timestamp?.ok ? 'B-T' : 'B-B',
    withoutTimestamp: timestamp && !timestamp.ok ? timestamp.refusal : null,
    certificateSha256,
    sealedAt,
  };
}
