import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const XSD = 'TS119102-2-v141.xsd';
/** The schemas name each other by addresses on the network; a catalogue leads these to the files at hand. */
const PLACES = {
  'http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd': 'xmldsig-core-schema.xsd',
  'http://uri.etsi.org/01903/v1.3.2/XAdES.xsd': 'XAdES01903v132-202407.xsd',
  'http://uri.etsi.org/19612/v2.2.1/ts_119612v020201_201601xsd.xsd': 'ts_119612v020401_xsd.xsd',
  'http://www.w3.org/2001/xml.xsd': 'xml.xsd',
};

const standards = process.env.STANDARDS_DIR ?? '';
const schemas = [join(standards, 'etsi'), standards].find((folder) => existsSync(join(folder, XSD)));

/** The official schema of the report, and xmllint to judge by it, are on this machine. */
export const hasEtsiSchema = schemas !== undefined && spawnSync('xmllint', ['--version']).error === undefined;

/** What xmllint finds wrong with a report of TS 119 102-2 V1.4.1; empty when it is valid. */
export function etsiSchemaFaults(xml: string): string {
  const from = schemas ?? '';
  const work = mkdtempSync(join(tmpdir(), 'libro-firma-etsi-'));
  try {
    const rows = Object.entries(PLACES).flatMap(([address, name]) => [
      `<system systemId="${address}" uri="file://${join(from, name)}"/>`,
      `<uri name="${address}" uri="file://${join(from, name)}"/>`,
    ]);
    const catalogue = join(work, 'catalogue.xml');
    writeFileSync(
      catalogue,
      `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">${rows.join('')}</catalog>`,
    );
    const report = join(work, 'report.xml');
    writeFileSync(report, xml);
    const run = spawnSync('xmllint', ['--nonet', '--noout', '--schema', join(from, XSD), report], {
      encoding: 'utf8',
      env: { ...process.env, XML_CATALOG_FILES: catalogue },
    });
    return run.status === 0 ? '' : run.stderr;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
