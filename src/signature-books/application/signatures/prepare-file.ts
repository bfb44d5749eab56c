import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result, italianDate } from '@libro-firma/kernel';
import { type ByteSource, concatSource, digestByteRange, drawSignatureAppearance } from '@libro-firma/pdf';
import { type PadesField, preparePades, type PreparedPades } from '@libro-firma/signature';
import { withStoredSource } from '../../../documents';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import type { AppearancePlace, NumberPlace } from '../../domain/type-policy';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { SigningBatchRow, SigningItemRow } from '../../infrastructure/batch.rows';
import { SignatureLooks } from './signature-looks';

/** What the visible field says beside the signer: register, number and date of the act. */
export interface Printed {
  readonly place: NumberPlace;
  readonly register: string;
  readonly number: string;
  /** `YYYY-MM-DD` */
  readonly registeredOn: string;
}

export interface Preparing {
  readonly item: Pick<SigningItemRow, 'baseSha256' | 'baseVersionId' | 'taskId'>;
  readonly batch: Pick<SigningBatchRow, 'id' | 'certificates'>;
  readonly signerName: string;
  /** Where its type wants the signature seen, if it prints no number. */
  readonly at?: AppearancePlace | null | undefined;
}

/** The placeholder of one signature on one file, and what its device is to sign. */
@Injectable()
export class PrepareFile {
  constructor(
    private readonly looks: SignatureLooks,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /**
   * The stored bytes are hashed while preparing: a store that lost or changed a file is found here, not in court. The same
   * preparation, made again, has the same bytes.
   */
  async once(preparing: Preparing, signingTime: Date, printed?: Printed): Promise<Result<PreparedPades>> {
    return this.with(preparing, ({ prepare }) => prepare(signingTime, printed));
  }

  /** For `work` that prepares the same file as often as it has to, while a copy of it is at hand. */
  async with<T>(
    { item, batch, signerName, at }: Preparing,
    work: (opened: {
      readonly prepare: (signingTime: Date, printed?: Printed) => Promise<Result<PreparedPades>>;
      readonly digestOf: (prepared: PreparedPades) => string;
    }) => Promise<T>,
  ): Promise<T> {
    const [certificate, ...chain] = batch.certificates.map((der) => Buffer.from(der, 'base64'));
    if (!certificate) throw new Error(`batch ${batch.id} has no certificate`);
    return withStoredSource(this.store, item.baseSha256, async (source, path) => {
      return await work({
        prepare: async (signingTime, printed) => {
          const seen = { signerName, signingTime, at };
          const field = printed
            ? await fieldOf(printed, signerName)
            : accept(await this.looks.fieldOf(item, source, seen));
          if (!field.ok) return field;
          const { extraBytes } = this.looks;
          const options = { certificate, chain, signingTime, signerName, extraBytes };
          const wanted = preparePades(source, { ...options, ...field.value });
          // What it prints is asked for by the act; how it looks is not, and keeps nobody from signing.
          const isSeen = !printed && field.value.place !== undefined;
          const prepared = wanted.ok || !isSeen ? wanted : preparePades(source, options);
          const found = prepared.ok ? prepared.value.documentSha256 : await sha256Of(path);
          return found === item.baseSha256
            ? prepared
            : refuse(refusals.STORED_BYTES_DIFFER({ expected: item.baseSha256.slice(0, 16) }));
        },
        digestOf: (prepared) => digestOf(source, prepared),
      });
    });
  }
}

/** SHA-256 of what the signature is made over: all of the file but its own value. */
function digestOf(source: ByteSource, { prepared }: PreparedPades): string {
  return digestByteRange(concatSource(source, prepared.increment), prepared.byteRange, 'sha256').toString(
    'hex',
  );
}

async function fieldOf(printed: Printed, name: string): Promise<Result<PadesField>> {
  const { place, register, number, registeredOn } = printed;
  const look = await drawSignatureAppearance({
    width: place.width,
    height: place.height,
    name,
    lines: [`${register} n. ${number} del ${italianDate(registeredOn)}`],
  });
  return look.ok ? accept({ place, appearance: look.value }) : look;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
