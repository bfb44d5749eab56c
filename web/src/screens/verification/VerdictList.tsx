import type { VerificationView } from '../../api/types';
import { Badge, type Tone } from '../../design/Badge';
import { ErrorNotice } from '../../design/ErrorNotice';
import { useTexts } from '../../texts/use-texts';
import { Verdict } from './Verdict';

/** A file of many, with its answer or the reason why there is none. */
export type VerifiedFile =
  | { readonly name: string; readonly view: VerificationView }
  | { readonly name: string; readonly error: unknown };

const TONES: Readonly<Record<VerificationView['conclusion'], Tone>> = {
  TOTAL_PASSED: 'good',
  INDETERMINATE: 'warning',
  TOTAL_FAILED: 'bad',
  NO_SIGNATURE: 'neutral',
  FORMAT_ERROR: 'bad',
  VALID: 'neutral',
  INVALID: 'bad',
  NOT_CONFORMANT: 'bad',
  PARSE_ERROR: 'bad',
};

/** One line for each file; opened, all that its verdict rests on. */
export function VerdictList({ files }: { readonly files: readonly VerifiedFile[] }) {
  const say = useTexts();
  return (
    <ul className="lf-verify-files">
      {files.map((file, index) => (
        <li key={index} className="lf-card">
          {'view' in file ? (
            <details>
              <summary>
                <span>{file.name}</span>{' '}
                <Badge tone={TONES[file.view.conclusion]}>
                  {say(`verify.verdict.${file.view.conclusion}`)}
                </Badge>
              </summary>
              <Verdict view={file.view} />
            </details>
          ) : (
            <>
              <p>{file.name}</p>
              <ErrorNotice error={file.error} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
