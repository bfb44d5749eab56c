import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { RemoteSignature } from '../support/csc/remote-signature';
import { look, press, write } from '../support/looks';
import { Office } from '../support/office';
import { PEOPLE } from '../support/people';
import { describeWith } from '../support/services';

jest.setTimeout(240_000);

const OWN = 'credenziale-di-maria';

describeWith(['database', 'chromium'], 'an official and her remote signature', () => {
  const remote = new RemoteSignature();
  beforeAll(() => remote.open());
  afterAll(() => remote.close());
  const app = useApplication({ web: true, environment: remote.environment });
  let office: Office;
  let offices: Offices;

  beforeAll(async () => {
    office = await Office.open(app());
    remote.trustedBy(app());
    remote.issue(OWN, await remote.personOf(app(), PEOPLE.signer), { multisign: 2 });
    remote.issue('di-altri', await remote.personOf(app(), PEOPLE.signerOfTaxes));
    await app().superuser.query(`UPDATE signing_enrolment SET ended_at = now()`);
    offices = await Offices.open(await app().listen());
  }, 120_000);
  afterAll(async () => {
    await offices.close();
  }, 60_000);

  it('is led to choose a device, sees her own keys only, and proves one by a trial with both codes', async () => {
    const page = await offices.enter('Maria Rossi');
    await page.getByRole('link', { name: 'Deleghe' }).first().waitFor();
    await page.goto(`${await app().listen()}/signing-device`);
    await page.getByText('Non ha ancora un dispositivo di firma').waitFor();
    const provider = page.getByRole('region', { name: 'Firma remota di prova' });
    await provider.getByText('Maria Rossi').waitFor();
    expect(await provider.getByText('Rosalia Messina').count()).toBe(0);
    await look(page, 'device-offers');
    const choose = provider.getByRole('button', { name: 'Scegli questa chiave' });
    await choose.focus();
    await page.keyboard.press('Enter');
    await look(page, 'device-trial');
    await write(page, 'PIN di firma', remote.pin);
    await press(page, 'Invia il codice');
    await page.getByText('Codice inviato').waitFor();
    await write(page, 'Codice temporaneo', 'sbagliato');
    await press(page, 'Prova di firma e associa');
    await page.getByRole('alert').waitFor();
    await look(page, 'device-wrong-code');
    await write(page, 'PIN di firma', remote.pin);
    await write(page, 'Codice temporaneo', remote.codes(OWN).otp);
    await press(page, 'Prova di firma e associa');
    await page.getByText('Dispositivo associato').waitFor();
    await look(page, 'device-enrolled');
    expect(offices.faults).toEqual([]);
  });

  it('is told before how many codes her signatures take', async () => {
    for (const subject of ['Atto primo', 'Atto secondo', 'Atto terzo']) await office.toSign({ subject });
    const page = await offices.enter('Maria Rossi');
    await page.getByRole('button', { name: /^Atto primo/ }).click();
    await page.keyboard.press('*');
    await press(page, /^Firma 3/);
    await page.getByRole('dialog').getByText('Serviranno 2 codici').waitFor();
    await look(page, 'device-two-codes');
    expect(offices.faults).toEqual([]);
  });
});
