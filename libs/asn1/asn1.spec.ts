import { createHash, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import {
  Asn1Error,
  type Asn1Node,
  booleanOf,
  der,
  integerOf,
  isDer,
  keyIdentifierOf,
  nameText,
  nameValue,
  oidOf,
  octetsOf,
  readAsn1,
  readCertificate,
  readOrNothing,
  readOrRefuse,
  readSignedData,
  readSignedDataNode,
  readSigner,
  readSigningCertificateV2,
  readTstInfo,
  textOf,
  timeOf,
  toDer,
} from './index';

/** Reads every element, so that nothing lazy stays unread. */
function walk(node: Asn1Node): number {
  return node.constructed ? node.children().reduce((sum, kid) => sum + walk(kid), 1) : 1;
}

describe('the reader of BER', () => {
  it('reads what the writer wrote', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.uint8Array({ maxLength: 400 }), fc.boolean(), (number, bytes, flag) => {
        const octets = Buffer.from(bytes);
        const node = readAsn1(
          der.sequence(der.integer(number), der.octetString(octets), der.boolean(flag), der.null()),
        );
        expect(integerOf(node.child(0))).toBe(number);
        expect(octetsOf(node.child(1))).toEqual(octets);
        expect(booleanOf(node.child(2))).toBe(flag);
        expect(isDer(node)).toBe(true);
      }),
    );
  });

  it.each([
    '1.2.840.113549.1.7.2',
    '2.5.4.3',
    '2.999.3',
    '0.4.0.1862.1.1',
    '2.25.329800735698586629295641978511506172918',
  ])('reads and writes the object identifier %s', (oid) => expect(oidOf(readAsn1(der.oid(oid)))).toBe(oid));

  it('reads indefinite lengths and constructed strings, and writes them again as DER', () => {
    const ber = Buffer.from('308024800401610402626300000101050000', 'hex');
    const node = readAsn1(ber);
    expect(octetsOf(node.child(0)).toString()).toBe('abc');
    expect(toDer(node).toString('hex')).toBe('300804036162630101ff');
  });

  it('sorts the members of a SET OF', () => {
    const set = readAsn1(Buffer.from('3106020103020101', 'hex'));
    expect(toDer(set).toString('hex')).toBe('3106020101020103');
  });

  it('reads times and refuses days that do not exist', () => {
    const generalized = (text: string): Buffer =>
      Buffer.concat([Buffer.from([24, text.length]), Buffer.from(text)]);
    expect(timeOf(readAsn1(generalized('20261131120000Z'.replace('1131', '1130')))).toISOString()).toBe(
      '2026-11-30T12:00:00.000Z',
    );
    expect(timeOf(readAsn1(generalized('20261130130000.25+0100'))).toISOString()).toBe(
      '2026-11-30T12:00:00.250Z',
    );
    expect(() => timeOf(readAsn1(generalized('20260231120000Z')))).toThrow(Asn1Error);
    expect(timeOf(readAsn1(der.time(new Date('2049-12-31T23:59:59Z')))).getUTCFullYear()).toBe(2049);
    expect(timeOf(readAsn1(der.time(new Date('2050-01-01T00:00:00Z')))).getUTCFullYear()).toBe(2050);
  });

  it('reads each kind of text', () => {
    expect(textOf(readAsn1(der.utf8String('perché')))).toBe('perché');
    expect(textOf(readAsn1(Buffer.from('1e0400e80041', 'hex')))).toBe('èA');
  });

  it.each([
    ['an element that ends early', '3005020101', 'TRUNCATED'],
    ['bytes after the element', '02010100', 'TRAILING'],
    ['a length of nine bytes', '0289000000000000000001', 'LENGTH'],
    ['an indefinite primitive', '0480010000', 'LENGTH'],
    ['an indefinite length that never ends', '3080020101', 'TRUNCATED'],
  ])('refuses %s', (_, hex, fault) => {
    const outcome = readOrRefuse(() => walk(readAsn1(Buffer.from(hex, 'hex'))));
    expect(outcome.ok ? undefined : outcome.refusal.details['fault']).toBe(fault);
  });

  it('keeps its bounds of depth, count and size', () => {
    const deep = Buffer.from('30'.repeat(1) + '80' + '3080'.repeat(5000), 'hex');
    expect(readOrRefuse(() => readAsn1(deep))).toMatchObject({ refusal: { code: 'ASN1_TOO_LARGE' } });
    const wide = der.sequence(...Array.from({ length: 1000 }, () => der.null()));
    expect(() => walk(readAsn1(wide, { maxNodes: 100 }))).toThrow('too many');
    expect(() => readAsn1(wide, { maxBytes: 100 })).toThrow('more than 100 bytes');
  });
});

describe('the readers of structures', () => {
  const roots = rootCertificates.slice(0, 40).map((pem) => new X509Certificate(pem));

  it('read the certificates that Node knows, to the same facts as Node', () => {
    for (const root of roots) {
      const certificate = readCertificate(root.raw);
      expect(certificate.serialNumber).toBe(BigInt(`0x${root.serialNumber}`));
      expect(certificate.notAfter.getTime()).toBe(new Date(root.validTo).getTime());
      expect(certificate.extensions.basicConstraints?.ca ?? root.ca).toBe(root.ca);
      expect(certificate.sha256).toBe(root.fingerprint256.replaceAll(':', '').toLowerCase());
      expect(certificate.publicKey.der).toEqual(root.publicKey.export({ type: 'spki', format: 'der' }));
      expect(nameText(certificate.subject).length).toBeGreaterThan(3);
      expect(nameValue(certificate.subject, 'countryName') ?? 'XX').toHaveLength(2);
      expect(keyIdentifierOf(certificate).length).toBeGreaterThan(7);
    }
  });

  it('never hang and never fail untyped on damaged bytes', () => {
    const seeds = [...roots.slice(0, 6).map((root) => root.raw), aTstInfo(), aSignedData(roots[0]!.raw)];
    const readers = [
      (bytes: Buffer) => readCertificate(bytes),
      (bytes: Buffer) => readSignedData(bytes),
      (bytes: Buffer) => readSignedDataNode(readAsn1(bytes)),
      (bytes: Buffer) => readSigner(readAsn1(bytes)),
      (bytes: Buffer) => readTstInfo(readAsn1(bytes)),
      (bytes: Buffer) => readSigningCertificateV2(readAsn1(bytes)),
      (bytes: Buffer) => walk(readAsn1(bytes)),
      (bytes: Buffer) => toDer(readAsn1(bytes)),
    ];
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...seeds), damage, fc.constantFrom(...readers), (seed, places, read) => {
        const bytes = Buffer.from(seed);
        for (const [place, value] of places) bytes[place % bytes.length] = value;
        readOrNothing(() => read(bytes)); // throws anything that is no Asn1Error
      }),
      { numRuns: 1500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...readers), (bytes, read) => {
        readOrNothing(() => read(Buffer.from(bytes)));
      }),
      { numRuns: 1500 },
    );
  });

  it('read a time-stamp statement', () => {
    expect(readTstInfo(readAsn1(aTstInfo()))).toMatchObject({
      policy: '1.2.3',
      serialNumber: 77n,
      accuracyMilliseconds: 1500,
      nonce: 5n,
      genTime: new Date('2026-05-01T10:00:00Z'),
    });
  });

  it('read SignedData with the certificates and the signer in it', () => {
    const read = readSignedData(Buffer.concat([aSignedData(roots[0]!.raw), Buffer.alloc(50)]));
    expect(read.certificates.map((certificate) => certificate.der)).toEqual([roots[0]!.raw]);
    expect(read.signers[0]?.signature.toString()).toBe('value');
    expect(read.content).toBeUndefined();
  });
});

const sha256Identifier = der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.null());

function aTstInfo(): Buffer {
  return der.sequence(
    der.integer(1),
    der.oid('1.2.3'),
    der.sequence(sha256Identifier, der.octetString(createHash('sha256').update('x').digest())),
    der.integer(77),
    der.generalizedTime(new Date('2026-05-01T10:00:00Z')),
    der.sequence(der.integer(1), der.contextPrimitive(0, Buffer.from([1, 0xf4]))),
    der.integer(5),
  );
}

function aSignedData(certificate: Buffer): Buffer {
  const signer = der.sequence(
    der.integer(3),
    der.contextPrimitive(0, Buffer.from('key')),
    sha256Identifier,
    sha256Identifier,
    der.octetString(Buffer.from('value')),
  );
  const signedData = der.sequence(
    der.integer(1),
    der.setOf([sha256Identifier]),
    der.sequence(der.oid('1.2.840.113549.1.7.1')),
    der.explicit(0, certificate),
    der.setOf([signer]),
  );
  return der.sequence(der.oid('1.2.840.113549.1.7.2'), der.explicit(0, signedData));
}
