import type { RequestFile } from '../../api/types';
import { Badge } from '../../design/Badge';
import { CopyText } from '../../design/CopyText';
import { Icon } from '../../design/Icon';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

interface FileListProps {
  readonly files: readonly RequestFile[];
  readonly current: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** The plico: main document and annexes, with what was signed and the fingerprint of each. */
export function FileList({ files, current, onChoose }: FileListProps) {
  const say = useTexts();
  const format = useFormat();
  return (
    <ul className="lf-files">
      {files.map((file) => (
        <li key={file.id} data-current={file.id === current}>
          <Icon name={file.signatures > 0 ? 'it-file-signed' : 'it-file'} size="md" />
          <div>
            <button
              type="button"
              aria-label={say('request.showFile', { name: file.fileName })}
              aria-current={file.id === current ? 'true' : undefined}
              onClick={() => onChoose(file.id)}
            >
              {file.fileName}
            </button>
            <p className="lf-soft">
              {say(file.role === 'MAIN' ? 'request.main' : 'request.annex')} · {format.size(file.size)}
              {file.pageCount !== null && ` · ${say('file.pages', { count: file.pageCount })}`}
              {file.signatures > 0 && ` · ${say('request.signatures', { count: file.signatures })}`}
            </p>
            <p className="lf-soft lf-files-hash">
              <span>SHA-256</span> <CopyText text={file.currentSha256} short />
            </p>
          </div>
          {file.toSign && file.role === 'ANNEX' && <Badge tone="info">{say('request.toSign')}</Badge>}
        </li>
      ))}
    </ul>
  );
}
