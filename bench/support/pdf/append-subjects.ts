import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { mustAccept } from '@libro-firma/kernel';
import { fileSource, prepareSignature } from '@libro-firma/pdf';
import { PDFDocument, ParseSpeeds } from 'pdf-lib';
import type { Work } from './work';

/** A field with the room for a signature on a copy of the file: what every signer and every annotator has to do. */
export function appendOurs(): Work {
  return (file, target) => {
    const source = fileSource(file);
    const prepared = prepareSignature(source, { subFilter: 'ETSI.CAdES.detached', reservedBytes: 8192 });
    source.close();
    copyFileSync(file, target);
    appendFileSync(target, mustAccept(prepared).increment);
  };
}

/** What no appended file can do without: the copy, and as many bytes behind it. */
export function appendFloor(): Work {
  const increment = Buffer.alloc(18_000, 0x30);
  return (file, target) => {
    copyFileSync(file, target);
    appendFileSync(target, increment);
  };
}

/** As it is usually done: the file read, one field added, all of it written anew. Earlier signatures do not survive. */
export function appendPdfLib(): Work {
  return async (file, target) => {
    const document = await PDFDocument.load(readFileSync(file), {
      parseSpeed: ParseSpeeds.Fastest,
      updateMetadata: false,
    });
    document.getForm().createTextField('Firma1').addToPage(document.getPage(0), { width: 1, height: 1 });
    writeFileSync(target, await document.save({ updateFieldAppearances: false }));
  };
}
