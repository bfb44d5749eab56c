import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bufferSource } from '@libro-firma/pdf';
import { elementsWithin, xmlEngine } from '@libro-firma/xml';
import { etsiReport, validateFile } from '../../index';
import { createTestPki } from '../../testing/pki/test-pki';
import { ALL_CHECKS } from '../checks/all-checks';
import { stampedCms } from '../../testing/stamped-cms';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createTestPki({ now });
const file = { name: 'atto.p7m', sha256: '0f'.repeat(32) };

async function reportOn(bytes: Buffer): Promise<string> {
  const report = await validateFile(bufferSource(bytes), { anchors: [pki.root.holder.certificate], at: now });
  return etsiReport(report, file) ?? '';
}

const passed = stampedCms({
  content: Buffer.from('Atto & allegato <1>'),
  signer: pki.signer(),
  signingTime: now,
  signatureStamps: [{ by: pki.timestampAuthority, time: now }],
});
const failed = Buffer.from(passed);
failed[failed.indexOf('allegato')] = 0x41;

describe('the report of TS 119 102-2', () => {
  it('tells main indication, sub-indication and best signature time of each signature', async () => {
    const xml = await reportOn(passed);
    expect(xml).toContain('<MainIndication>urn:etsi:019102:mainindication:total-passed</MainIndication>');
    expect(xml).toContain('<POETime>2026-06-01T10:00:00.000Z</POETime>');
    expect(await reportOn(failed)).toContain('urn:etsi:019102:subindication:HASH_FAILURE');
  });

  it('is read as XML, with one element for each check that was asked', async () => {
    const engine = await xmlEngine();
    const read = engine.read(Buffer.from(await reportOn(passed)));
    if (!read.ok) throw new Error(read.refusal.text.en);
    const names = [...elementsWithin(read.value.root)].map(({ localName }) => localName);
    expect(names).toContain('SignatureValidationReport');
    expect(names.filter((name) => name === 'ValidationConstraint')).toHaveLength(ALL_CHECKS.length);
    read.value.dispose();
  });

  it('does not exist on a file without signatures', async () => {
    const report = await validateFile(bufferSource(Buffer.from('ciao')), { anchors: [], at: now });
    expect(etsiReport(report, file)).toBeUndefined();
  });
});

/** Folder of the official schemas, or of several standards with those of ETSI among them. */
const folder = process.env.STANDARDS_DIR ?? '';
const XSD = 'TS119102-2-v141.xsd';
const schemas = [join(folder, 'etsi'), folder].find((each) => existsSync(join(each, XSD)));
const itWithSchemas = schemas ? it : it.skip;

describe(`the report of TS 119 102-2 against its schema${schemas ? '' : ' [skipped: STANDARDS_DIR]'}`, () => {
  itWithSchemas('is valid, whatever the verdict', async () => {
    const work = mkdtempSync(join(tmpdir(), 'libro-firma-etsi-'));
    try {
      const catalogue = writeCatalogue(work, schemas ?? '');
      for (const bytes of [passed, failed]) {
        writeFileSync(join(work, 'report.xml'), await reportOn(bytes));
        const run = spawnSync(
          'xmllint',
          ['--nonet', '--noout', '--schema', join(schemas ?? '', XSD), join(work, 'report.xml')],
          { encoding: 'utf8', env: { ...process.env, XML_CATALOG_FILES: catalogue } },
        );
        expect(run.stderr).toMatch(/report\.xml validates/);
      }
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
});

/** The schemas name each other by addresses on the network; a catalogue leads these to the files at hand. */
function writeCatalogue(work: string, from: string): string {
  const places = {
    'http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd': 'xmldsig-core-schema.xsd',
    'http://uri.etsi.org/01903/v1.3.2/XAdES.xsd': 'XAdES01903v132-202407.xsd',
    'http://uri.etsi.org/19612/v2.2.1/ts_119612v020201_201601xsd.xsd': 'ts_119612v020401_xsd.xsd',
    'http://www.w3.org/2001/xml.xsd': 'xml.xsd',
  };
  const rows = Object.entries(places).flatMap(([address, name]) => [
    `<system systemId="${address}" uri="file://${join(from, name)}"/>`,
    `<uri name="${address}" uri="file://${join(from, name)}"/>`,
  ]);
  const path = join(work, 'catalogue.xml');
  writeFileSync(
    path,
    `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">${rows.join('')}</catalog>`,
  );
  expect(readFileSync(path, 'utf8')).toContain('xmldsig');
  return path;
}
