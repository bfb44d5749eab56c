import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, signPades } from '@libro-firma/signature';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { aPdf } from '../../support/pdfs';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

describeWith('database', 'an act that somebody signed before', () => {
  const app = useApplication();
  let office: Office;

  beforeAll(async () => {
    office = await Office.open(app());
  });

  it('is signed too, although nobody here knows the signer', async () => {
    const main = await signedElsewhere();
    const { id } = await office.toSign({ main });
    expect(await office.sign(await office.read(id, office.signer))).toMatchObject({ counts: { signed: 1 } });
    const done = await office.read(id);
    expect(done.files[0]).toMatchObject({ signatures: 2 });
    expect(done.registrationNumber).toMatch(/^\d{7}$/);
  });

  it('comes back with the reason, before anybody works on it, when that signature does not hold', async () => {
    const main = await signedElsewhere();
    const inComment = main.indexOf('\n%') + 2; // no reader looks at it, but the signature covers it
    main.writeUInt8(main.readUInt8(inComment) ^ 1, inComment);
    const { id } = await office.written({ main });
    await app().drain();
    const returned = await office.read(id);
    expect(returned).toMatchObject({ state: 'DRAFT', registrationNumber: null });
    expect(returned.checkFailures.map(({ code }) => code)).toEqual([
      'SIGNATURE_BOOKS_EARLIER_SIGNATURE_BROKEN',
    ]);
  });
});

/** By an authority that this installation does not trust. */
async function signedElsewhere(): Promise<Buffer> {
  const now = new Date();
  const pki = createDemoPki({ organisation: 'Altro Comune', now });
  const person = { givenName: 'Ada', surname: 'Altrove', taxCode: 'LTRDAA80A41H501X', kind: 'ec' } as const;
  const { certificate, chain, key } = pki.issueSigner(person);
  const file = await aPdf('Atto firmato altrove');
  const options = { certificate, chain, signingTime: now };
  return Buffer.concat([file, mustAccept(signPades(bufferSource(file), options, key)).increment]);
}
