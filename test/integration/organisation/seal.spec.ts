import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, type TimestampSource } from '@libro-firma/signature';
import { refuse } from '@libro-firma/kernel';
import { organisationRefusals, Seals } from '../../../src/organisation';
import { type Actor, systemActor } from '../../../src/platform/identity';
import { VerifyFile } from '../../../src/verification';
import { useApplication } from '../../support/application';
import { aPdf } from '../../support/pdfs';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

const XML = Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n<Ricevuta numero="7">Grazie</Ricevuta>\n');
const USE = { purpose: 'test', about: '01890a5d-ac96-774b-bcce-b302099a8057' };

describeWith('database', 'the seal of an AOO', () => {
  const app = useApplication({ worker: false });
  let actor: Actor;
  let key: string;

  beforeAll(async () => {
    const { rows } = await app().superuser.query<{ id: string; body_id: string }>(
      `SELECT id, body_id FROM aoo WHERE code = 'AOO-CEN'`,
    );
    actor = systemActor(rows[0]?.body_id ?? '', rows[0]?.id ?? '');
    key = join(app().dataDir, 'seals', 'AOO-CEN.p12');
  });

  const seals = (): Seals => app().api.get(Seals);
  const verdict = async (bytes: Buffer) => app().api.get(VerifyFile).judgeSource(bufferSource(bytes));
  const uses = async () =>
    (
      await app().superuser.query<{ payload: string }>(
        `SELECT payload FROM journal_entry WHERE type = 'seal.used' ORDER BY at, id`,
      )
    ).rows.map(({ payload }) => JSON.parse(payload) as Record<string, string>);

  it('seals XML so that it verifies as that of the body, and enters it in the journal', async () => {
    const before = (await uses()).length;
    const sealed = await seals().sealXml(actor, XML, USE);
    if (!sealed.ok) throw new Error(sealed.refusal.code);
    const report = await verdict(sealed.value.document);
    expect(report).toMatchObject({ conclusion: 'TOTAL_PASSED', format: 'XAdES' });
    expect(report.signatures[0]?.signer?.subject).toContain('organizationIdentifier=VATIT-00000000000');
    expect(sealed.value).toMatchObject({ level: 'B-B', withoutTimestamp: null });
    expect((await uses()).slice(before)).toEqual([
      expect.objectContaining({ ...USE, form: 'XAdES', level: 'B-B' }),
    ]);
    const spoilt = Buffer.from(sealed.value.document.toString('utf8').replace('numero="7"', 'numero="8"'));
    expect((await verdict(spoilt)).conclusion).toBe('TOTAL_FAILED');
  });

  it('seals a PDF by an increment', async () => {
    const pdf = await aPdf('Rapporto');
    const sealed = await seals().sealPdf(actor, bufferSource(pdf), { ...USE, reason: 'Sigillo' });
    if (!sealed.ok) throw new Error(sealed.refusal.code);
    const report = await verdict(Buffer.concat([pdf, sealed.value.increment]));
    expect(report).toMatchObject({ conclusion: 'TOTAL_PASSED', signatures: [{ coverage: 'WHOLE_FILE' }] });
  });

  it('is kept at B-B when the authority gives no timestamp, and says why', async () => {
    const away: TimestampSource = {
      stamp: () => Promise.resolve(refuse(organisationRefusals.SEAL_UNAVAILABLE())),
    };
    const xml = await seals().sealXml(actor, XML, { ...USE, timestamps: away });
    const pdf = await seals().sealPdf(actor, bufferSource(await aPdf('x')), { ...USE, timestamps: away });
    for (const sealed of [xml, pdf])
      expect(sealed).toMatchObject({
        ok: true,
        value: { level: 'B-B', withoutTimestamp: { kind: 'unavailable' } },
      });
  });

  it('answers that it is unavailable while its key is away or its passphrase wrong, and comes back by itself', async () => {
    renameSync(key, `${key}.away`);
    expect(await seals().sealXml(actor, XML, USE)).toMatchObject({
      refusal: { code: 'ORGANISATION_SEAL_UNAVAILABLE', kind: 'unavailable' },
    });
    renameSync(`${key}.away`, key);
    const passphrase = readFileSync(key.replace('.p12', '.pass'), 'utf8');
    writeFileSync(key.replace('.p12', '.pass'), 'sbagliata');
    const wrong = await seals().sealXml(actor, XML, USE);
    expect(wrong).toMatchObject({ refusal: { code: 'ORGANISATION_SEAL_UNAVAILABLE' } });
    expect(JSON.stringify(wrong)).not.toContain('sbagliata');
    writeFileSync(key.replace('.p12', '.pass'), `${passphrase}\n`);
    expect(await seals().sealXml(actor, XML, USE)).toMatchObject({ ok: true });
  });

  it('is never an official’s signing key, even where somebody installs one in its place', async () => {
    const person = { givenName: 'Anna', surname: 'Bianchi', taxCode: 'BNCNNA80A41H501X' };
    const pki = createDemoPki({ organisation: 'Comune di Esempio', now: new Date() });
    const [p12, pass] = [readFileSync(key), readFileSync(key.replace('.p12', '.pass'))];
    writeFileSync(key, pki.issueSigner({ ...person, kind: 'rsa', password: 'x' }).pkcs12);
    writeFileSync(key.replace('.p12', '.pass'), 'x');
    expect(await seals().sealXml(actor, XML, USE)).toMatchObject({
      refusal: { code: 'ORGANISATION_NOT_A_SEAL' },
    });
    writeFileSync(key, p12);
    writeFileSync(key.replace('.p12', '.pass'), pass);
  });

  it('of another AOO is another one, and an AOO without one is told so', async () => {
    await app().superuser.query(`UPDATE seal SET device = NULL WHERE aoo_id = $1`, [actor.aooId]);
    expect(await seals().sealXml(actor, XML, USE)).toMatchObject({
      refusal: { code: 'ORGANISATION_NO_SEAL', kind: 'unavailable' },
    });
    await app().superuser.query(`UPDATE seal SET device = 'pkcs12:AOO-CEN' WHERE aoo_id = $1`, [actor.aooId]);
  });
});
