import { mustAccept } from '@libro-firma/kernel';
import { nameOf, pdfReference, type PdfDictionary } from './objects';
import { readSignatureDictionaries } from './signature-dictionaries';
import { HandmadePdf, tablePdf } from './testing/handmade-pdf';
import { dictionary, open, refusalOf, sign, withForm } from './testing/signing';

describe('what the file had', () => {
  it('is kept in the objects that are written anew', () => {
    const bytes = tablePdf({
      1: '<</Type/Catalog/Pages 2 0 R/Odd#20Na#2fme (a\\\\b\\)\\r\\000)/Real 1.50000/Lang(it-IT)/X<00ff>/B true/N null>>',
    });
    const before = dictionary(open(bytes), 1);
    const after = dictionary(open(sign(bytes)), 1);
    const plain = (entries: PdfDictionary['entries']): string =>
      JSON.stringify(
        [...entries].filter(([key]) => key !== 'AcroForm'),
        (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value),
      );
    expect(plain(after.entries)).toBe(plain(before.entries));
    expect(nameOf(after.entries.get('Type'))).toBe('Catalog');
  });

  it('is left alone where annotations, fields and form are objects of their own', () => {
    const bytes = tablePdf({
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>',
      3: '<</Type/Page/Parent 2 0 R/Annots 7 0 R>>',
      6: '<</Fields 8 0 R/SigFlags 3/DA(/Helv 0 Tf)>>',
      7: '[]',
      8: '[]',
    });
    const written = sign(bytes).toString('latin1').slice(bytes.length);
    expect(written).not.toMatch(/\n[136] 0 obj/);
    const document = open(sign(bytes));
    expect(document.resolve(pdfReference(7))).toMatchObject({ items: [{ kind: 'reference' }] });
    expect(document.resolve(pdfReference(8))).toMatchObject({ items: [{ kind: 'reference' }] });
  });

  it('may be one array for annotations and fields', () => {
    const bytes = tablePdf({
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>',
      3: '<</Type/Page/Parent 2 0 R/Annots 7 0 R>>',
      6: '<</Fields 7 0 R>>',
      7: '[]',
    });
    expect(mustAccept(readSignatureDictionaries(open(sign(bytes))))).toHaveLength(1);
  });

  it('keeps its generations', () => {
    const pdf = new HandmadePdf();
    pdf.object(1, '<</Type/Catalog/Pages 2 0 R>>').object(2, '<</Type/Pages/Kids[3 7 R]/Count 1>>');
    pdf.object(3, '<</Type/Page/Parent 2 0 R>>', 7);
    const signed = sign(pdf.table('/Size 4/Root 1 0 R').end().bytes);
    expect(dictionary(open(signed), 3, 7).entries.has('Annots')).toBe(true);
    expect(open(signed).isDamaged).toBe(false);
  });

  it('gets the flags of ISO 32000-1 table 219 and a printable widget', () => {
    const document = open(sign(tablePdf({ 1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</DA(x)>>>>' })));
    expect(document.get(document.catalog, 'AcroForm')).toMatchObject({ kind: 'dictionary' });
    const form = document.get(document.catalog, 'AcroForm');
    if (form.kind !== 'dictionary') throw new Error('no form');
    expect(document.get(form, 'SigFlags')).toMatchObject({ value: 3 });
    expect(form.entries.has('DA')).toBe(true);
    const fields = document.get(form, 'Fields');
    const widget = document.resolve(fields.kind === 'array' ? fields.items[0] : undefined);
    if (widget.kind !== 'dictionary') throw new Error('no widget');
    expect(document.get(widget, 'F')).toMatchObject({ value: 132 });
    expect(document.get(widget, 'P')).toEqual(document.page(0)?.dictionary);
    const appearances = document.get(widget, 'AP');
    expect(appearances.kind === 'dictionary' && document.get(appearances, 'N').kind).toBe('stream');
  });
});

describe('fields', () => {
  it('of earlier signers do not lend their names', () => {
    const bytes = withForm('/Fields[6 0 R]', '<</FT/Tx/T(Firma1)>>');
    expect(mustAccept(readSignatureDictionaries(open(sign(bytes))))[0]?.fieldName).toBe('Firma2');
    const parent = withForm('/Fields[6 0 R]', '<</T(Firma1)/Kids[7 0 R]>>', {
      7: '<</FT/Tx/T(x)/Parent 6 0 R>>',
    });
    expect(mustAccept(readSignatureDictionaries(open(sign(parent))))[0]?.fieldName).toBe('Firma2');
    expect(refusalOf(parent, { fieldName: 'Firma1' })).toBe('PDF_FIELD_NAME_INVALID');
  });

  it('are read where a widget bears its field’s name', () => {
    const bytes = withForm('/Fields[6 0 R]', '<</FT/Sig/T(A)/V<</Type/Sig>>/Kids[7 0 R 8 0 R]>>', {
      7: '<</T(A)/Parent 6 0 R/Subtype/Widget>>',
      8: '<</T(B)/Parent 6 0 R/V<</Type/Sig>>>>',
    });
    const signatures = mustAccept(readSignatureDictionaries(open(bytes)));
    expect(signatures.map((signature) => signature.fieldName)).toEqual(['A', 'A.B']);
  });

  it('that are empty and asked for by name are filled', () => {
    const bytes = withForm(
      '/Fields[6 0 R]/SigFlags 3',
      '<</FT/Sig/T(Sindaco)/Subtype/Widget/Rect[9 9 99 99]>>',
    );
    const signed = sign(bytes, { fieldName: 'Sindaco' });
    expect(mustAccept(readSignatureDictionaries(open(signed)))).toMatchObject([{ fieldName: 'Sindaco' }]);
    expect(dictionary(open(signed), 6).entries.has('Rect')).toBe(true);
    expect(refusalOf(signed, { fieldName: 'Sindaco' })).toBe('PDF_FIELD_NAME_TAKEN');
  });

  it.each(['', 'a.b', 'a\u0007', 'x'.repeat(121)])('are not called %j', (fieldName) => {
    expect(refusalOf(tablePdf(), { fieldName })).toBe('PDF_FIELD_NAME_INVALID');
  });

  it('with conditions, or of another kind, are refused', () => {
    const seed = (demand: string): Buffer => withForm('/Fields[6 0 R]', `<</FT/Sig/T(A)/SV<<${demand}>>>>`);
    for (const demand of [
      '/Ff 2/SubFilter[/adbe.pkcs7.detached]',
      '/Ff 8/Reasons[(Visto)]',
      '/Ff 64/DigestMethod[(SHA1)]',
      '/MDP<</P 2>>',
      '/Cert<</Ff 1/Subject[<00>]>>',
      '/Cert<</Ff 2/Issuer[<00>]>>',
      '/Cert<</Ff 4/OID[(1.2.3)]>>',
      '/TimeStamp<</Ff 1/URL(http://tsa)>>',
      '/Ff 128/LockDocument true',
    ])
      expect([demand, refusalOf(seed(demand), { fieldName: 'A' })]).toEqual([
        demand,
        'PDF_FIELD_HAS_CONDITIONS',
      ]);
    for (const advice of [
      '/Reasons[(Visto)]',
      '/Ff 2/SubFilter[/ETSI.CAdES.detached]',
      '/Ff 64/DigestMethod[(SHA256)]',
    ])
      expect([advice, refusalOf(seed(advice), { fieldName: 'A' })]).toEqual([advice, null]);
    expect(refusalOf(seed('/Ff 8/Reasons[(Visto)]'), { fieldName: 'A', reason: 'Visto' })).toBeNull();
    expect(refusalOf(seed('/MDP<</P 2>>'), { fieldName: 'A', certify: 2 })).toBeNull();
    const text = withForm('/Fields[6 0 R]', '<</FT/Tx/T(A)>>');
    expect(refusalOf(text, { fieldName: 'A' })).toBe('PDF_FIELD_NAME_TAKEN');
  });

  it('must not be drawn anew by each reader', () => {
    const field = (appearance: string): Buffer =>
      withForm('/Fields[6 0 R]/NeedAppearances true', `<</FT/Tx/T(A)/Subtype/Widget${appearance}>>`);
    expect(refusalOf(field(''))).toBe('PDF_FORM_WITHOUT_APPEARANCES');
    const document = open(sign(field('/AP<</N 5 0 R>>')));
    const form = document.get(document.catalog, 'AcroForm');
    expect(form.kind === 'dictionary' && form.entries.get('NeedAppearances')).toMatchObject({ value: false });
  });
});
