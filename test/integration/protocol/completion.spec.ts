import {
  bufferSource,
  concatSource,
  digestByteRange,
  embedSignature,
  prepareSignature,
} from '@libro-firma/pdf';
import { isRefused, mustAccept, newId, type Result, SettableClock } from '@libro-firma/kernel';
import { OBJECT_STORE, type ObjectStore } from '../../../src/platform/storage';
import { CompleteRegistration, Register } from '../../../src/protocol';
import { Annulments } from '../../../src/protocol/application/annulment/annulments';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { aPdf } from '../../support/pdfs';
import { describeWith } from '../../support/services';
import { aCommand, type Office, openOffice, seedOffice } from './office';

/** Any DER: what the protocol compares is the bytes around the value, the value itself is for the verification. */
const VALUE = Buffer.from('30820004deadbeef', 'hex');

describeWith('database', 'a number that is printed in its act', () => {
  let database: TestDatabase;
  let office: Office;
  const clock = new SettableClock(new Date('2026-11-25T09:00:00Z'));

  beforeAll(async () => {
    database = await createTestDatabase();
    await seedOffice(database);
    office = await openOffice(database, { clock });
  }, 120_000);

  afterAll(async () => {
    await office.close();
    await database.drop();
  }, 60_000);

  /** An act about to be signed, its open registration, and the file that its signature makes of it. */
  async function anOpenAct(key: string) {
    const base = await aPdf(key);
    const prepared = mustAccept(
      prepareSignature(bufferSource(base), { subFilter: 'ETSI.CAdES.detached', reservedBytes: 512 }),
    );
    const whole = concatSource(bufferSource(base), prepared.increment);
    const digest = digestByteRange(whole, prepared.byteRange, 'sha256').toString('hex');
    const command = aCommand(office.actor, key, { direction: 'INTERNAL', officeId: newId(), isOpen: true });
    const { registrationId } = mustAccept(
      await office.app.get(Register).execute(office.actor, {
        ...command,
        files: [{ ...command.files[0]!, sha256: digest }],
      }),
    );
    const signed = Buffer.concat([base, mustAccept(embedSignature(prepared, VALUE))]);
    return { registrationId, signed };
  }

  async function completed(registrationId: string, bytes: Buffer): Promise<Result<null>> {
    const { sha256, size } = await office.app.get<ObjectStore>(OBJECT_STORE).put(bytes);
    return office.app
      .get(CompleteRegistration)
      .execute(office.actor, registrationId, { sha256, size, documentVersionId: null });
  }

  const codeOf = (outcome: Result<null>) => (isRefused(outcome) ? outcome.refusal.code : 'accepted');

  it('takes exactly the bytes that were about to be signed with the value, once and again', async () => {
    const { registrationId, signed } = await anOpenAct('right');
    expect(codeOf(await completed(registrationId, signed))).toBe('accepted');
    expect(codeOf(await completed(registrationId, signed))).toBe('accepted');
    expect(codeOf(await completed(registrationId, Buffer.concat([signed, Buffer.from('\n')])))).toBe(
      'PROTOCOL_NOT_OPEN',
    );
  });

  it('takes no other file', async () => {
    const { registrationId, signed } = await anOpenAct('wrong');
    const other = (await anOpenAct('other')).signed;
    for (const bytes of [
      other,
      Buffer.concat([signed, Buffer.from('%\n')]),
      await aPdf('unsigned'),
      Buffer.from('x'),
    ])
      expect(codeOf(await completed(registrationId, bytes))).toBe('PROTOCOL_COMPLETION_NOT_THESE_BYTES');
  });

  it('takes none after its day: the number stands on the list of those to annul, and the completed one does not', async () => {
    const { registrationId, signed } = await anOpenAct('late');
    clock.set(new Date('2026-11-26T09:00:00Z'));
    expect(codeOf(await completed(registrationId, signed))).toBe('PROTOCOL_COMPLETION_TOO_LATE');
    const { toAnnul } = await office.app.get(Annulments).desk(office.actor);
    expect(toAnnul.map((entry) => entry.registrationId)).toContain(registrationId);
    expect(toAnnul.map((entry) => entry.number)).not.toContain('0000001');
  });
});
