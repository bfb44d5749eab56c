import { der } from '../encoding/der-writer';
import { readAsn1 } from '../encoding/ber-reader';
import { OID } from '../oids';
import { readQcStatements } from './qc-statements';

const ESIGN = der.oid('0.4.0.1862.1.6.1');
const read = (...statements: readonly Buffer[]) => readQcStatements(readAsn1(der.sequence(...statements)));
const compliance = der.sequence(der.oid(OID.qcCompliance));

describe('the statements of a qualified certificate', () => {
  it('are read with their types', () => {
    const statements = read(compliance, der.sequence(der.oid(OID.qcType), der.sequence(ESIGN)));
    expect(statements).toMatchObject({ compliance: true, types: ['esign'], unreadable: [] });
  });

  // Seen in certificates of a qualified provider: the type stands bare, where a sequence of types is asked for.
  it('name the one that is written wrongly, and the others stand', () => {
    const statements = read(compliance, der.sequence(der.oid(OID.qcType), ESIGN));
    expect(statements).toMatchObject({ compliance: true, types: [], unreadable: [OID.qcType] });
    expect(statements.oids).toEqual([OID.qcCompliance, OID.qcType]);
  });

  it('pass over an identifier without its statement', () => {
    expect(read(der.oid(OID.qcCompliance), compliance).oids).toEqual([OID.qcCompliance]);
    expect(read(der.oid(OID.qcCompliance)).compliance).toBe(false);
  });
});
