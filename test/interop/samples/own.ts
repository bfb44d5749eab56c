import { readFileSync, writeFileSync } from 'node:fs';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, signPades } from '@libro-firma/signature';
import { degrees, PDFDocument, PDFName, StandardFonts } from 'pdf-lib';
import type { SampleDescription, Workshop } from '../support/sample';

/** Files by pdf-lib, those with active content among them, and files that our own libraries signed elsewhere. */
export async function addOwnFiles(workshop: Workshop): Promise<void> {
  const add = async (
    name: string,
    description: SampleDescription,
    change: (document: PDFDocument) => void | Promise<void>,
  ): Promise<void> => {
    const document = await PDFDocument.create();
    await change(document);
    const bytes = await document.save({ useObjectStreams: description.kind.includes('streams') });
    workshop.make(name, description, (target) => writeFileSync(target, bytes));
  };
  await add('pdf-lib-1-page', { kind: 'one page' }, (document) => write(document, 1));
  await add('pdf-lib-10-pages', { kind: 'ten pages' }, (document) => write(document, 10));
  await add('pdf-lib-streams', { kind: 'object streams' }, (document) => write(document, 3));
  await add('pdf-lib-rotated', { kind: 'every page turned another way' }, async (document) => {
    await write(document, 4);
    for (const [at, page] of document.getPages().entries()) page.setRotation(degrees(90 * at));
  });
  await add('pdf-lib-boxes', { kind: 'media box off the origin' }, async (document) => {
    await write(document, 1);
    document.getPage(0).setMediaBox(-100, -200, 595, 842);
    document.getPage(0).setCropBox(-80, -150, 500, 700);
  });
  await add('pdf-lib-form', { kind: 'form with a filled field' }, async (document) => {
    await write(document, 1);
    const field = document.getForm().createTextField('oggetto');
    field.setText('Richiesta di accesso');
    field.addToPage(document.getPage(0), { x: 72, y: 500, width: 300, height: 24 });
  });
  await addActiveContent(add);
  addSigned(workshop);
}

async function write(document: PDFDocument, pages: number): Promise<void> {
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.setTitle('Determina di prova');
  for (let number = 1; number <= pages; number += 1)
    document.addPage([595, 842]).drawText(`Determina di prova, pagina ${number}`, { x: 72, y: 720, font });
}

type Add = (
  name: string,
  description: SampleDescription,
  change: (document: PDFDocument) => Promise<void>,
) => Promise<void>;

async function addActiveContent(add: Add): Promise<void> {
  const producer = 'pdf-lib';
  await add('javascript', { kind: 'JavaScript', producer, expected: 'PDF_JAVASCRIPT' }, async (document) => {
    await write(document, 1);
    document.addJavaScript('greet', 'app.alert("ciao")');
  });
  await add(
    'launch',
    { kind: 'launch action', producer, expected: 'PDF_LAUNCH_ACTION' },
    async (document) => {
      await write(document, 1);
      const action = document.context.obj({ Type: 'Action', S: 'Launch', F: 'calc.exe' });
      document.catalog.set(PDFName.of('OpenAction'), action);
    },
  );
  await add('xfa', { kind: 'XFA form', producer, expected: 'PDF_XFA' }, async (document) => {
    await write(document, 1);
    const xfa = document.context.register(
      document.context.stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"/>'),
    );
    document.catalog.set(PDFName.of('AcroForm'), document.context.obj({ Fields: [], XFA: xfa }));
  });
}

/** As they come from another body that uses this software: its authorities are not ours. */
function addSigned(workshop: Workshop): void {
  const now = new Date();
  const pki = createDemoPki({ organisation: 'Altro Comune', now });
  const person = { givenName: 'Ada', surname: 'Altrove', taxCode: 'LTRDAA80A41H501X' } as const;
  const sign = (path: string, kind: 'rsa' | 'ec'): Buffer => {
    const { certificate, chain, key } = pki.issueSigner({ ...person, kind });
    const file = readFileSync(path);
    const options = { certificate, chain, signingTime: now };
    return Buffer.concat([file, mustAccept(signPades(bufferSource(file), options, key)).increment]);
  };
  const producer = 'this software, at another body';
  workshop.make('signed-once', { kind: 'signed once', producer }, (target) =>
    writeFileSync(target, sign(workshop.made('pdf-lib-streams'), 'rsa')),
  );
  workshop.make('signed-twice', { kind: 'signed twice', producer }, (target) =>
    writeFileSync(target, sign(workshop.made('signed-once'), 'ec')),
  );
}
