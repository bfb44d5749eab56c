import { createCipheriv, createHash, createHmac, pbkdf2Sync, randomBytes, type KeyObject } from 'node:crypto';
import { der, OID } from '@libro-firma/asn1';
import { PBE_OID } from './password-encryption';
import { BAG_OID } from './pkcs12-content';
import { bmpPassword, KDF_PURPOSE, pkcs12Key } from './pkcs12-kdf';

const ITERATIONS = 10_000;
const FRIENDLY_NAME = '1.2.840.113549.1.9.20';
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';

/** Key with its certificate and those above it, and the name under which programs list it. */
export interface Pkcs12Parts {
  readonly key: KeyObject;
  readonly certificate: Buffer;
  readonly chain: readonly Buffer[];
  readonly name: string;
}

/**
 * Writes a PKCS#12 file: key and certificates under AES-256 with PBKDF2 (HMAC-SHA-256, 10,000 rounds), the whole
 * under an HMAC-SHA-256. Opens with OpenSSL 1.1 and later, current browsers and Windows.
 *
 * @standard RFC 7292 §4; RFC 8018 §6.2
 */
export function createPkcs12(parts: Pkcs12Parts, password: string): Buffer {
  const keyId = createHash('sha1').update(parts.certificate).digest();
  const own = [attribute(LOCAL_KEY_ID, der.octetString(keyId)), attribute(FRIENDLY_NAME, bmp(parts.name))];
  const certificates = [
    certificateBag(parts.certificate, own),
    ...parts.chain.map((certificate) => certificateBag(certificate, [])),
  ];
  const pkcs8 = parts.key.export({ format: 'der', type: 'pkcs8' });
  const keyBag = bag(BAG_OID.shroudedKey, der.sequence(...encrypt(pkcs8, password)), own);
  const [algorithm, encrypted] = encrypt(der.sequence(...certificates), password);
  const encryptedData = der.sequence(
    der.integer(0),
    der.sequence(
      der.oid(BAG_OID.data),
      algorithm,
      der.contextPrimitive(0, encrypted.subarray(headerLength(encrypted))),
    ),
  );
  const safe = der.sequence(
    der.sequence(der.oid(BAG_OID.encryptedData), der.explicit(0, encryptedData)),
    der.sequence(der.oid(BAG_OID.data), der.explicit(0, der.octetString(der.sequence(keyBag)))),
  );
  const content = der.sequence(der.oid(BAG_OID.data), der.explicit(0, der.octetString(safe)));
  return der.sequence(der.integer(3), content, macData(safe, password));
}

function certificateBag(certificate: Buffer, attributes: readonly Buffer[]): Buffer {
  const value = der.sequence(der.oid(BAG_OID.x509Certificate), der.explicit(0, der.octetString(certificate)));
  return bag(BAG_OID.certificate, value, attributes);
}

function bag(type: string, value: Buffer, attributes: readonly Buffer[]): Buffer {
  const tail = attributes.length > 0 ? [der.setOf(attributes)] : [];
  return der.sequence(der.oid(type), der.explicit(0, value), ...tail);
}

function attribute(oid: string, value: Buffer): Buffer {
  return der.sequence(der.oid(oid), der.setOf([value]));
}

function bmp(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf16le').swap16();
  const whole = der.octetString(bytes);
  whole[0] = 0x1e;
  return whole;
}

/** AlgorithmIdentifier of PBES2 and the encrypted bytes as an OCTET STRING. */
function encrypt(bytes: Buffer, password: string): readonly [Buffer, Buffer] {
  const [salt, iv] = [randomBytes(16), randomBytes(16)];
  const key = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(bytes), cipher.final()]);
  const derivation = der.sequence(
    der.oid(PBE_OID.pbkdf2),
    der.sequence(
      der.octetString(salt),
      der.integer(ITERATIONS),
      der.sequence(der.oid(PBE_OID.hmacSha256), der.null()),
    ),
  );
  const scheme = der.sequence(der.oid(PBE_OID.aes256Cbc), der.octetString(iv));
  const algorithm = der.sequence(der.oid(PBE_OID.pbes2), der.sequence(derivation, scheme));
  return [algorithm, der.octetString(encrypted)];
}

function headerLength(element: Buffer): number {
  const length = element[1] ?? 0;
  return length < 0x80 ? 2 : 2 + (length & 0x7f);
}

function macData(safe: Buffer, password: string): Buffer {
  const salt = randomBytes(16);
  const want = { purpose: KDF_PURPOSE.mac, bytes: 32 };
  const key = pkcs12Key('sha256', bmpPassword(password), salt, ITERATIONS, want);
  const value = createHmac('sha256', key).update(safe).digest();
  return der.sequence(
    der.sequence(der.sequence(der.oid(OID.sha256), der.null()), der.octetString(value)),
    der.octetString(salt),
    der.integer(ITERATIONS),
  );
}
