import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from './byte-source';
import { PdfDocument } from './document';
import { appendDssDictionary, readDssDictionary, signatureKey, type DssDictionary } from './dss-dictionary';
import { streamPdf, tablePdf } from './testing/handmade-pdf';

const read = (file: Buffer): DssDictionary =>
  mustAccept(readDssDictionary(mustAccept(PdfDocument.open(bufferSource(file)))));

const append = (file: Buffer, more: Partial<DssDictionary>): Buffer => {
  const empty = { certificates: [], ocspResponses: [], crls: [], perSignature: new Map() };
  return Buffer.concat([file, mustAccept(appendDssDictionary(bufferSource(file), { ...empty, ...more }))]);
};

const [one, two, three] = ['one', 'two', 'three\r\n\0ÿ'].map((text) => Buffer.from(text, 'latin1'));

describe.each([
  ['a table', tablePdf()],
  ['a stream', streamPdf()],
])('the DSS dictionary of a file whose index is %s', (_, file) => {
  it('is empty where there is none', () => {
    expect(read(file)).toEqual({ certificates: [], ocspResponses: [], crls: [], perSignature: new Map() });
    expect(append(file, {})).toEqual(file);
  });

  it('is appended, read again, and grows by what is new only', () => {
    const key = signatureKey(Buffer.from('contents'));
    const own = { certificates: [one!], ocspResponses: [], crls: [three!] };
    const first = append(file, { ...own, perSignature: new Map([[key, own]]) });
    expect(first.subarray(0, file.length)).toEqual(file);
    expect(read(first)).toEqual({ ...own, perSignature: new Map([[key, own]]) });

    const other = signatureKey(Buffer.from('other'));
    const second = append(first, {
      certificates: [one!, two!],
      perSignature: new Map([[other, { certificates: [two!], ocspResponses: [], crls: [] }]]),
    });
    expect(second.subarray(0, first.length)).toEqual(first);
    const { certificates, crls, perSignature } = read(second);
    expect(certificates).toEqual([one, two]);
    expect(crls).toEqual([three]);
    expect([...perSignature.keys()]).toEqual([key, other]);
    expect(perSignature.get(other)?.certificates).toEqual([two]);
  });
});
