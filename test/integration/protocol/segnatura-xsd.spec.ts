import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSegnatura } from '../../../libs/segnatura';
import { aSegnatura } from '../../../libs/segnatura/testing/a-segnatura';
import { describeWith } from '../../support/services';

const XSD = 'segnatura_protocollo.xsd';
/** Folder of the official schemas, or of several standards with annex 6 among them. */
const folder = process.env.STANDARDS_DIR ?? '';
const schema = [join(folder, 'agid-all6', XSD), join(folder, XSD)].find(existsSync);

/** Right in its syntax and false in everything else: it stands where the seal will. */
const SEAL = `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>
  <ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>
  <ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
  <ds:Reference URI=""><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
  <ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:SignedInfo>
  <ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>`;

const name = 'segnatura against the official schema';
if (schema) describeWith('program:xmllint', name, () => againstSchema(schema));
else describe.skip(`${name} [skipped: STANDARDS_DIR names no folder with ${XSD}]`, () => againstSchema(''));

function againstSchema(xsd: string): void {
  let work: string;
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'segnatura-'));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  function faultsOf(xml: string): string {
    const file = join(work, 'segnatura.xml');
    writeFileSync(file, xml);
    const { stderr } = spawnSync('xmllint', ['--nonet', '--noout', '--schema', xsd, file], {
      encoding: 'utf8',
    });
    return stderr;
  }

  const sealed = (xml: string) => xml.replace('</prot:SegnaturaInformatica>', `${SEAL}$&`);
  const minimal = {
    ...aSegnatura,
    heading: {
      identifier: aSegnatura.heading.identifier,
      subject: aSegnatura.heading.subject,
      classification: aSegnatura.heading.classification,
    },
    annexes: [],
  };

  it.each([
    ['with all its parts', aSegnatura],
    ['with no more than it needs', minimal],
  ])('is valid %s', (_what, segnatura) => {
    expect(faultsOf(sealed(writeSegnatura(segnatura)))).toMatch(/validates\s*$/);
  });

  it('lacks the seal and nothing else', () => {
    const faults = faultsOf(writeSegnatura(aSegnatura));
    expect(faults.match(/Schemas validity error/g)).toHaveLength(1);
    expect(faults).toMatch(
      /Missing child element\(s\). Expected is \( \{http:\/\/www\.w3\.org\/2000\/09\/xmldsig#\}Signature/,
    );
  });
}
