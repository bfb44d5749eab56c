import type { ActiveCode } from '../facts/active-code';
import type { ChangingField } from '../facts/office-fields';
import { instant, listOf, objectOf, oneOf, ref, text, type JsonSchema } from './schema-parts';
import { SIGNATURE_DEFINITIONS, SIGNATURE_WORDS } from './signature-schema';
import type { FileConclusion, FileFormat, ValidationReport } from './validation-report';

const conclusion = oneOf<FileConclusion>('Of its worst signature; the last four are of trusted lists', {
  TOTAL_PASSED: true,
  INDETERMINATE: true,
  TOTAL_FAILED: true,
  NO_SIGNATURE: true,
  FORMAT_ERROR: true,
  VALID: true,
  INVALID: true,
  NOT_CONFORMANT: true,
  PARSE_ERROR: true,
});

const changingField = oneOf<ChangingField['kind']>('Kind of field', {
  DATE_FIELD: true,
  PROPERTY_FIELD: true,
  INCLUDED_CONTENT: true,
  VOLATILE_FUNCTION: true,
  EXTERNAL_LINK: true,
});

const report = objectOf<ValidationReport>(
  'What is true of the signatures of a file, and why',
  {
    v: { const: 'validation-report/1', description: 'Version of this shape' },
    file: text('The file, as it was named by who asked'),
    format: oneOf<FileFormat>('By its content', {
      PAdES: true,
      CAdES: true,
      XAdES: true,
      'ASiC-S': true,
      'ASiC-E': true,
      ODF: true,
      BDOC: true,
      DDOC: true,
      TimestampToken: true,
      EvidenceRecord: true,
      TrustedList: true,
      NONE: true,
      UNKNOWN: true,
    }),
    conclusion,
    validatedAt: instant('For which validity was judged'),
    policy: text('Version of the policy that was applied'),
    signatures: listOf(ref('signature'), 'In the order of the file'),
    uncovered: listOf(text('Name of a file'), 'Files of a container that no signature covers'),
    evidenceRecords: listOf(ref('evidenceRecord'), 'Those that stand beside the signatures'),
    activeCode: listOf(
      oneOf<ActiveCode>('Kind of code', {
        JAVASCRIPT: true,
        LAUNCH_ACTION: true,
        XFA: true,
        RICH_MEDIA: true,
        EXTERNAL_REFERENCE: true,
        SUBMIT_FORM: true,
        ENCRYPTED_PAYLOAD: true,
        MACRO: true,
        DATE_FIELD: true,
        PROPERTY_FIELD: true,
        INCLUDED_CONTENT: true,
        VOLATILE_FUNCTION: true,
        EXTERNAL_LINK: true,
        NOT_LOOKED_AT: true,
      }),
      'Code that can change what is shown (DPCM 22-2-2013 art. 4 c. 3)',
    ),
    changingFields: listOf(
      objectOf<ChangingField>('Field that changes by itself', {
        kind: changingField,
        place: text('Part, place in it, and the field as it is written'),
      }),
      'Of that code, the fields of office documents',
    ),
    inner: listOf({ $ref: '#' }, 'Signed documents carried inside, outermost first'),
    problem: objectOf<NonNullable<ValidationReport['problem']>>('Why the file could not be read', {
      code: text('Code of the refusal'),
      text: ref('text'),
    }),
  },
  ['file', 'problem'],
);

/**
 * The JSON Schema of a {@link ValidationReport}. It says no more and no less than the types do: the compiler holds it to
 * them, and `report-schema.spec.ts` to the reports on files of every format.
 *
 * @standard JSON Schema draft 2020-12
 */
export const VALIDATION_REPORT_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:libro-firma:schema:validation-report:1',
  title: 'Validation report',
  ...report,
  $defs: SIGNATURE_DEFINITIONS,
};

/** The words of the report, for whoever describes it again in another form: one list, in one place. */
export const REPORT_WORDS = {
  ...SIGNATURE_WORDS,
  conclusion: conclusion.enum,
  changingField: changingField.enum,
} as const;
