import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PreservationIndex, writePIndex } from '../../../libs/conservation';
import { anIndex } from '../../../libs/conservation/testing/an-index';
import { describeWith } from '../../support/services';

const XSD = 'Unisincro_PIndex.xsd';
/** Folder of the schema, or of several standards with it among them. */
const folder = process.env.STANDARDS_DIR ?? '';
const schema = [join(folder, 'uni-sincro', XSD), join(folder, XSD)].find(existsSync);

const name = 'index of a package against the schema of UNI 11386';
if (schema) describeWith('program:xmllint', name, () => againstSchema(schema));
else describe.skip(`${name} [skipped: STANDARDS_DIR names no folder with ${XSD}]`, () => againstSchema(''));

function againstSchema(xsd: string): void {
  let work: string;
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'pindex-'));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const { description: _, ...volume } = anIndex.volume;
  const { agentIds: __, ...submitter } = anIndex.submitter;
  const { laws: ___, ...rest } = anIndex;
  const minimal: PreservationIndex = { ...rest, volume, submitter };

  it.each([
    ['with all its parts', anIndex],
    ['with no more than it needs', minimal],
  ])('is valid %s', (_what, index) => {
    const file = join(work, 'PIndex.xml');
    writeFileSync(file, writePIndex(index));
    const { stderr } = spawnSync('xmllint', ['--nonet', '--noout', '--schema', xsd, file], {
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/validates\s*$/);
  });
}
