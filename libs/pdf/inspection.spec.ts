import { mustAccept, type Result } from '@libro-firma/kernel';
import { PDFDocument } from 'pdf-lib';
import { bufferSource } from './byte-source';
import { inspectPdf } from './inspection';
import { admitForSigning } from './signing-admission';
import { streamPdf, tablePdf } from './testing/handmade-pdf';

const JS = '<</S/JavaScript/JS(app.alert\\(1\\))>>';
const catalog = (entries: string): string => `<</Type/Catalog/Pages 2 0 R${entries}>>`;
const page = (entries: string): string => `<</Type/Page/Parent 2 0 R${entries}>>`;

function codeOf(result: Result<unknown>): string | null {
  return result.ok ? null : result.refusal.code;
}

describe('active content is found', () => {
  const cases: readonly (readonly [string, string, Readonly<Record<number, string>>])[] = [
    ['an open action', 'JAVASCRIPT', { 1: catalog(`/OpenAction${JS}`) }],
    ['a further action of the catalogue', 'JAVASCRIPT', { 1: catalog('/AA<</WC 6 0 R>>'), 6: JS }],
    [
      'a named script',
      'JAVASCRIPT',
      { 1: catalog('/Names<</JavaScript<</Kids[6 0 R]>>>>'), 6: `<</Names[(a)${JS}]>>` },
    ],
    ['an action of the second page', 'JAVASCRIPT', { 4: page(`/AA<</O${JS}>>`) }],
    ['an annotation', 'JAVASCRIPT', { 3: page('/Annots[6 0 R]'), 6: `<</Subtype/Link/A${JS}>>` }],
    [
      'a chain of actions',
      'JAVASCRIPT',
      { 1: catalog(`/OpenAction<</S/GoTo/Next[<</S/Named/Next${JS}>>]>>`) },
    ],
    [
      'a field',
      'JAVASCRIPT',
      { 1: catalog('/AcroForm<</Fields[6 0 R]>>'), 6: `<</FT/Tx/T(a)/AA<</K${JS}>>>>` },
    ],
    [
      'an outline',
      'JAVASCRIPT',
      { 1: catalog('/Outlines<</First 6 0 R>>'), 6: `<</Next 7 0 R>>`, 7: `<</A${JS}>>` },
    ],
    ['a script in a stream', 'JAVASCRIPT', { 1: catalog('/OpenAction<</S/JavaScript/JS 5 0 R>>') }],
    ['a name spelt with escapes', 'JAVASCRIPT', { 1: catalog('/OpenAction<</S/J#61vaScript/#4aS()>>') }],
    ['a program', 'LAUNCH_ACTION', { 1: catalog('/OpenAction<</S/Launch/F(cmd.exe)>>') }],
    ['a dynamic form', 'XFA', { 1: catalog('/AcroForm<</Fields[]/XFA[(a)5 0 R]>>') }],
    ['an attachment', 'EMBEDDED_FILE', { 1: catalog('/Names<</EmbeddedFiles<</Names[(a)<</EF<<>>>>]>>>>') }],
    [
      'the wrapper of an encrypted document',
      'ENCRYPTED_PAYLOAD',
      { 1: catalog('/AF[<</AFRelationship/EncryptedPayload/EP<</Subtype/Any>>>>]') },
    ],
    ['a film', 'RICH_MEDIA', { 3: page('/Annots[<</Subtype/RichMedia>>]') }],
    ['a form that is sent', 'SUBMIT_FORM', { 3: page('/Annots[<</Subtype/Widget/A<</S/SubmitForm>>>>]') }],
    [
      'another document',
      'EXTERNAL_REFERENCE',
      { 3: page('/Annots[<</Subtype/Link/A<</S/GoToR/F(b.pdf)>>>>]') },
    ],
  ];

  it.each(cases)('in %s (%s)', (_place, kind, changes) => {
    expect(mustAccept(inspectPdf(bufferSource(tablePdf(changes)))).activeContent).toEqual([kind]);
    const inStream = Object.fromEntries(
      Object.entries(changes).filter(([, body]) => !body.includes('stream')),
    );
    expect(mustAccept(inspectPdf(bufferSource(streamPdf(inStream)))).activeContent).toEqual([kind]);
    const isForbidden = ['JAVASCRIPT', 'LAUNCH_ACTION', 'XFA'].includes(kind);
    expect(codeOf(admitForSigning(bufferSource(tablePdf(changes))))).toBe(isForbidden ? `PDF_${kind}` : null);
  });

  it('in an object that only a scan finds', () => {
    const bytes = tablePdf({ 1: catalog('/OpenAction 6 0 R'), 6: JS }).toString('latin1');
    const hidden = bytes.replace(/(6 1\n)\d{10}/, (_whole, head: string) => `${head}0000000020`);
    const moved = Buffer.from(
      hidden.replace(/0{9}\d 00000 n \ntrailer/, '0000000020 00000 n \ntrailer'),
      'latin1',
    );
    const broken = Buffer.from(
      moved.toString('latin1').replace(/\d{10} 00000 n \ntrailer/, '0000000020 00000 n \ntrailer'),
      'latin1',
    );
    expect(mustAccept(inspectPdf(bufferSource(broken)))).toMatchObject({
      activeContent: ['JAVASCRIPT'],
      rebuiltXref: true,
    });
    expect(codeOf(admitForSigning(bufferSource(broken)))).toBe('PDF_DAMAGED_XREF');
  });

  it('but not in a link, nor in what is drawn', () => {
    const changes = { 3: page('/Annots[<</Subtype/Link/A<</S/URI/URI(https://example.org)>>>>]') };
    expect(mustAccept(admitForSigning(bufferSource(tablePdf(changes)))).activeContent).toEqual([]);
  });
});

describe('an inspection', () => {
  it('tells version, pages, title, fields, certification and the claimed PDF/A level', () => {
    const xmp = '<rdf:Description pdfaid:part="2"><pdfaid:conformance>B</pdfaid:conformance>';
    const changes = {
      1: catalog('/Version/2.0/Metadata 8 0 R/Perms<</DocMDP 9 0 R>>/AcroForm<</Fields[6 0 R 7 0 R]>>'),
      6: '<</FT/Sig/T(Sindaco)>>',
      7: '<</FT/Sig/T(Segretario)/V<</Type/Sig>>>>',
      8: `<</Length ${xmp.length}>>\nstream\n${xmp}\nendstream`,
      9: '<</Reference[<</TransformMethod/DocMDP/TransformParams<</P 3>>>>]>>',
    };
    const bytes = tablePdf(changes, '/Size 10/Root 1 0 R/Info<</Title<FEFF004100740074006F>>>');
    expect(mustAccept(inspectPdf(bufferSource(bytes)))).toEqual({
      version: '2.0',
      pageCount: 2,
      encrypted: false,
      rebuiltXref: false,
      activeContent: [],
      title: 'Atto',
      signatureFields: [
        { name: 'Sindaco', signed: false },
        { name: 'Segretario', signed: true },
      ],
      docMdpLevel: 3,
      pdfaClaim: 'PDF/A-2b',
    });
  });

  it('reads what a library for office files writes', async () => {
    const pdf = await PDFDocument.create();
    pdf.setTitle('Deliberazione n. 1 «à»');
    pdf.addPage();
    pdf.getForm().createTextField('importo').addToPage(pdf.addPage());
    const bytes = Buffer.from(await pdf.save());
    expect(mustAccept(admitForSigning(bufferSource(bytes)))).toMatchObject({
      pageCount: 2,
      title: 'Deliberazione n. 1 «à»',
      activeContent: [],
    });
  });

  it('counts the pages itself, in trees that lie or run in circles', () => {
    const lies = tablePdf({ 2: '<</Type/Pages/Kids[3 0 R 4 0 R 3 0 R 2 0 R]/Count 4000000>>' });
    expect(mustAccept(inspectPdf(bufferSource(lies))).pageCount).toBe(2);
    const none = tablePdf({ 2: '<</Type/Pages/Kids[]/Count 1>>' });
    expect(codeOf(admitForSigning(bufferSource(none)))).toBe('PDF_NO_PAGES');
  });

  it('tells of an encrypted file as much as can be read', () => {
    const bytes = tablePdf({}, '/Size 6/Root 1 0 R/Encrypt<</Filter/Standard>>/Info<</Title(\\377)>>');
    expect(mustAccept(inspectPdf(bufferSource(bytes)))).toMatchObject({ encrypted: true, title: null });
    expect(codeOf(admitForSigning(bufferSource(bytes)))).toBe('PDF_ENCRYPTED');
  });

  it('refuses a certified document for signing at level 1', () => {
    const bytes = tablePdf({
      1: catalog('/Perms<</DocMDP 6 0 R>>'),
      6: '<</Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>',
    });
    expect(codeOf(admitForSigning(bufferSource(bytes)))).toBe('PDF_CERTIFIED_AGAINST_CHANGES');
  });
});
