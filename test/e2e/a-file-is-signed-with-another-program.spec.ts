import { readFileSync } from 'node:fs';
import { samplePdf } from '../../libs/signature/testing/sample-pdf';
import { useApplication } from '../support/application';
import { Offices } from '../support/browser';
import { DesktopSigner } from '../support/desktop-signer';
import { eventually } from '../support/eventually';
import { look, press } from '../support/looks';
import { Office } from '../support/office';
import { aPdf } from '../support/pdfs';
import { PEOPLE } from '../support/people';
import { describeWith } from '../support/services';

jest.setTimeout(240_000);

describeWith(['database', 'chromium'], 'an official who signs with a program of his own', () => {
  const app = useApplication({ web: true });
  let office: Office;
  let offices: Offices;
  let maria: DesktopSigner;

  beforeAll(async () => {
    office = await Office.open(app());
    maria = await DesktopSigner.of(app(), PEOPLE.signer);
    offices = await Offices.open(await app().listen());
  }, 120_000);
  afterAll(async () => {
    await offices.close();
  }, 60_000);

  it('downloads each file, is told what is wrong with a wrong one, brings the right ones back, and the act goes on', async () => {
    const annexes = [{ fileName: 'allegato.pdf', bytes: await aPdf('Allegato'), toSign: true }];
    const request = await office.toSign({
      subject: 'Ordinanza da firmare altrove',
      main: samplePdf(),
      annexes,
    });
    const page = await offices.enter('Maria Rossi');
    await page.getByRole('link', { name: 'Deleghe' }).first().waitFor();
    await page.goto(`${await app().listen()}/requests/${request.id}`);
    const link = page.getByRole('link', { name: 'Firma con un altro programma' });
    await link.focus();
    await page.keyboard.press('Enter');
    const main = page.getByRole('region', { name: 'atto.pdf' });
    await main.getByText('Va firmato come PDF').waitFor();
    await look(page, 'signed-elsewhere-start');

    const downloading = page.waitForEvent('download');
    await press(page, 'Scarica per firmare');
    const given = readFileSync(await (await downloading).path());
    await main.getByText('Il file è riservato a lei').waitFor();
    expect(given.equals(samplePdf())).toBe(true);
    await look(page, 'signed-elsewhere-taken');

    const bring = (name: string, bytes: Buffer) =>
      page
        .getByLabel(/Riporti il file firmato/)
        .first()
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: bytes });
    await bring('altro.pdf', maria.pades(samplePdf('Altro atto')));
    await main.getByRole('alert').getByText('non comincia con i byte').waitFor();
    await look(page, 'signed-elsewhere-refused');
    await bring('atto-firmato.pdf', maria.pades(given));
    await main.getByText('La firma è stata accettata').waitFor();
    await page.getByText('Resta da firmare 1 file').waitFor();

    const annex = page.getByRole('region', { name: 'allegato.pdf' });
    const second = page.waitForEvent('download');
    await press(page, 'Scarica per firmare');
    const other = readFileSync(await (await second).path());
    await annex.getByText('Il file è riservato a lei').waitFor();
    await bring('allegato-firmato.pdf', maria.pades(other));
    await page.getByText('Tutti i file sono firmati').waitFor();
    await look(page, 'signed-elsewhere-done');
    await eventually('archived', async () => (await office.read(request.id)).state === 'ARCHIVED');
    expect(offices.faults).toEqual([]);
  });
});
