import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { bufferSource } from '@libro-firma/pdf';
import { xmlEngine } from '@libro-firma/xml';
import { signedEnvelopes } from '../../testing/kinds/signed-envelopes';
import type { SignedKind } from '../../testing/kinds/signed-kind';
import { signedPdfs } from '../../testing/kinds/signed-pdfs';
import { signedXmlAndContainers } from '../../testing/kinds/signed-xml-and-containers';
import { LivePki } from '../../testing/pki/live-services';
import { samplePdf } from '../../testing/sample-pdf';
import { validateFile } from '../validate-file';
import { VALIDATION_REPORT_SCHEMA } from './report-schema';
import type { ValidationReport } from './validation-report';

const CORPUS = process.env['CORPUS_DIR'] ?? '';
const PER_FORMAT = 12;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

let validate: ValidateFunction;
beforeAll(() => {
  const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { 'date-time': INSTANT } });
  validate = ajv.compile(VALIDATION_REPORT_SCHEMA);
});

/** What the schema finds wrong in the report as it goes out. */
function faultsOf(report: ValidationReport): readonly string[] {
  validate(JSON.parse(JSON.stringify(report)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

describe('the schema of the report', () => {
  let live: LivePki;
  let kinds: readonly SignedKind[];
  beforeAll(async () => {
    live = await LivePki.start();
    kinds = [
      ...(await signedPdfs(live)),
      ...(await signedEnvelopes(live)),
      ...(await signedXmlAndContainers(live, await xmlEngine())),
    ];
  }, 60_000);
  afterAll(() => live.close());

  it('holds for files of every kind that is signed here, whole and broken', async () => {
    const anchors = [live.pki.root.holder.certificate];
    const formats = new Set<string>();
    for (const kind of kinds) {
      const { name, subject } = kind;
      const broken = Buffer.from(subject);
      broken.fill(0x20, subject.length >> 1, (subject.length >> 1) + 40);
      for (const bytes of [subject, broken, subject.subarray(0, subject.length >> 1)]) {
        const { file, contents = [] } = kind.toValidate(bytes);
        const report = await validateFile(bufferSource(file), {
          anchors,
          at: new Date(),
          contents,
          file: name,
        });
        formats.add(report.format);
        expect({ name, faults: faultsOf(report) }).toEqual({ name, faults: [] });
      }
    }
    expect([...formats]).toEqual(expect.arrayContaining(['PAdES', 'CAdES', 'XAdES', 'ASiC-S', 'ASiC-E']));
  });

  it('holds for files that are not signed, or nothing at all', async () => {
    for (const bytes of [samplePdf(), Buffer.alloc(0), Buffer.from('x'), Buffer.from('<a/>')])
      expect(faultsOf(await validateFile(bufferSource(bytes), { anchors: [], at: new Date() }))).toEqual([]);
  });

  it('does not hold for a report in which a member is missing, is too much, or says an unknown word', async () => {
    const report = await validateFile(bufferSource(samplePdf()), { anchors: [], at: new Date() });
    const { policy: _, ...without } = report;
    expect(faultsOf(without as ValidationReport)).toHaveLength(1);
    expect(faultsOf({ ...report, more: 1 } as ValidationReport)).toHaveLength(1);
    expect(faultsOf({ ...report, conclusion: 'GOOD' } as unknown as ValidationReport)).toHaveLength(1);
    expect(faultsOf({ ...report, validatedAt: 'today' })).toHaveLength(1);
  });

  (existsSync(CORPUS) ? it : it.skip)(
    'holds for files of others, of every format',
    async () => {
      const folders = readdirSync(CORPUS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      for (const { name } of folders) {
        const files = readdirSync(join(CORPUS, name), { withFileTypes: true }).filter((entry) =>
          entry.isFile(),
        );
        for (const { name: file } of files.slice(0, PER_FORMAT)) {
          const source = bufferSource(readFileSync(join(CORPUS, name, file)));
          const report = await validateFile(source, { anchors: [], at: new Date(), file });
          expect({ file, faults: faultsOf(report) }).toEqual({ file, faults: [] });
        }
      }
    },
    120_000,
  );
});
