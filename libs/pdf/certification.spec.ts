import { mustAccept } from '@libro-firma/kernel';
import { drawSignatureAppearance } from './draw-appearance';
import { docMdpLevelOf } from './doc-mdp';
import { readSignatureDictionaries } from './signature-dictionaries';
import { signatureRestrictions } from './signature-restrictions';
import { tablePdf } from './testing/handmade-pdf';
import { open, refusalOf, sign, withForm } from './testing/signing';

describe('a certification', () => {
  it.each([1, 2, 3] as const)('of level %d is written, named by the catalogue, and read back', (certify) => {
    const document = open(sign(tablePdf(), { certify }));
    const [signature] = mustAccept(readSignatureDictionaries(document));
    expect(signature?.docMdpLevel).toBe(certify);
    expect(signatureRestrictions(document)).toEqual({ level: certify, locks: [] });
    const permissions = document.get(document.catalog, 'Perms');
    const named = permissions.kind === 'dictionary' ? document.get(permissions, 'DocMDP') : permissions;
    expect(named.kind === 'dictionary' && docMdpLevelOf(document, named)).toBe(certify);
  });

  it('of level 1 lets no signature follow, but a document timestamp', () => {
    const certified = sign(tablePdf(), { certify: 1 });
    expect(refusalOf(certified)).toBe('PDF_CERTIFIED_AGAINST_CHANGES');
    expect(refusalOf(certified, { subFilter: 'ETSI.RFC3161' })).toBeNull();
    expect(refusalOf(sign(tablePdf(), { certify: 2 }))).toBeNull();
  });

  it('is the first signature of a file or none', () => {
    expect(refusalOf(sign(tablePdf()), { certify: 2 })).toBe('PDF_ALREADY_SIGNED');
  });
});

describe('a new field that is seen', () => {
  it('follows no certification and no lock of all fields; one that is unseen, or was there, does', async () => {
    const seen = {
      place: { page: 1, x: 60, y: 60, width: 200, height: 60 },
      appearance: mustAccept(await drawSignatureAppearance({ width: 200, height: 60, name: 'Anna' })),
    };
    const certified = sign(tablePdf(), { certify: 2 });
    expect(refusalOf(certified, seen)).toBe('PDF_NEW_FIELD_FORBIDDEN');
    expect(refusalOf(sign(tablePdf(), { certify: 3 }), seen)).toBe('PDF_NEW_FIELD_FORBIDDEN');
    expect(refusalOf(certified)).toBeNull();
    for (const [lock, code] of [
      [{ action: 'All', fields: [] }, 'PDF_NEW_FIELD_FORBIDDEN'],
      [{ action: 'Exclude', fields: ['Altro'] }, 'PDF_NEW_FIELD_FORBIDDEN'],
      [{ action: 'Include', fields: ['Altro'] }, null],
    ] as const) {
      const locked = sign(tablePdf(), { lock });
      expect(refusalOf(locked, seen)).toBe(code);
      expect(refusalOf(locked)).toBeNull();
    }
    const empty = '<</FT/Sig/T(B)/Type/Annot/Subtype/Widget/P 3 0 R/Rect[10 10 200 80]>>';
    const both = withForm('/Fields[6 0 R 7 0 R]', '<</FT/Sig/T(A)>>', { 7: empty });
    const first = sign(both, { fieldName: 'A', certify: 2 });
    expect(refusalOf(first, { fieldName: 'B', appearance: seen.appearance })).toBeNull();
  });
});

describe('a lock', () => {
  const form = withForm('/Fields[6 0 R 7 0 R]', '<</FT/Sig/T(A)>>', { 7: '<</FT/Sig/T(B)>>' });

  it('that the request asks for is written into field and signature', () => {
    const lock = { action: 'Include', fields: ['Ufficio.Visto'] } as const;
    const document = open(sign(tablePdf(), { lock }));
    // Once by the transform of the signature, once by its field.
    expect(signatureRestrictions(document)).toEqual({ level: null, locks: [lock, lock] });
  });

  it('that the field has is carried out by its signature', () => {
    const locked = withForm('/Fields[6 0 R]', '<</FT/Sig/T(A)/Lock<</Action/Exclude/Fields[(B)]>>>>');
    const { locks } = signatureRestrictions(open(sign(locked, { fieldName: 'A' })));
    expect(locks).toEqual(Array(2).fill({ action: 'Exclude', fields: ['B'] }));
  });

  it('keeps a locked field from being signed, and no other', () => {
    const signed = sign(form, { fieldName: 'A', lock: { action: 'Include', fields: ['B'] } });
    expect(refusalOf(signed, { fieldName: 'B' })).toBe('PDF_FIELD_LOCKED');
    expect(
      refusalOf(sign(form, { fieldName: 'A', lock: { action: 'Exclude', fields: ['B'] } }), {
        fieldName: 'B',
      }),
    ).toBeNull();
    expect(refusalOf(signed)).toBeNull();
  });

  it('of level 1 lets no signature follow', () => {
    const frozen = withForm('/Fields[6 0 R]', '<</FT/Sig/T(A)/Lock<</Action/All/P 1>>>>');
    expect(refusalOf(sign(frozen, { fieldName: 'A' }))).toBe('PDF_CERTIFIED_AGAINST_CHANGES');
  });
});
