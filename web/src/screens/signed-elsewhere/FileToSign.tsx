import type { FilesToSignView } from '../../api/types';
import { Badge, type Tone } from '../../design/Badge';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { BringBack } from './BringBack';
import { ReasonsField } from './ReasonsField';
import { type Work, useFileToSign } from './use-file-to-sign';

export type SignableFile = FilesToSignView['files'][number];

interface FileToSignProps {
  readonly file: SignableFile;
  readonly task: FilesToSignView;
  readonly onChanged: () => Promise<void>;
}

const TONES: Readonly<Record<SignableFile['state'], Tone>> = {
  TO_SIGN: 'info',
  UNDER_WAY: 'neutral',
  WAITS: 'warning',
  SIGNED: 'good',
};

/** One file of the task: how far it is, who has it, and what to do next. */
export function FileToSign({ file, task, onChanged }: FileToSignProps) {
  const say = useTexts();
  const work = useFileToSign(task, file, onChanged);
  return (
    <section className="lf-card lf-stack" aria-labelledby={`file-${file.id}`}>
      <header className="lf-elsewhere-file">
        <h2 id={`file-${file.id}`}>{file.fileName}</h2>
        <Badge tone={TONES[file.state]}>{say(`elsewhere.state.${file.state}`)}</Badge>
      </header>
      <p className="lf-soft">
        {say(file.role === 'MAIN' ? 'elsewhere.main' : 'elsewhere.annex')} ·{' '}
        {say('elsewhere.signatures', { count: file.signatures })}
      </p>
      {work.error !== null && <ErrorNotice error={work.error} />}
      {work.outcome?.outcome === 'SIGNED' && <Notice tone="good" announce title={say('elsewhere.signed')} />}
      {file.state === 'WAITS' && (
        <Notice tone="warning" announce title={say('elsewhere.waits')}>
          <p>{say('elsewhere.waitsText', { why: file.waitsFor ?? '' })}</p>
        </Notice>
      )}
      {file.state === 'TO_SIGN' && <NextStep file={file} work={work} />}
    </section>
  );
}

function NextStep({ file, work }: { readonly file: SignableFile; readonly work: Work }) {
  const say = useTexts();
  const { time } = useFormat();
  if (file.heldBy)
    return (
      <Notice title={say('elsewhere.held', { holder: file.heldBy.holder, until: time(file.heldBy.until) })}>
        <p>{say('elsewhere.heldText')}</p>
      </Notice>
    );
  if (file.containers.length === 0) return <Notice tone="warning" title={say('elsewhere.format.none')} />;
  const [format = 'PADES'] = file.containers;
  return (
    <>
      <p>{say(`elsewhere.format.${file.containers.length > 1 ? 'both' : format}`)}</p>
      {work.reasonsWanted && <ReasonsField value={work.reasons} onChange={work.setReasons} />}
      {file.download && !work.isStale ? (
        <BringBack download={file.download} work={work} />
      ) : (
        <div>
          <Button look="primary" icon="it-download" busy={work.busy} onClick={work.take}>
            {say(work.isStale ? 'elsewhere.takeAgain' : 'elsewhere.take')}
          </Button>
        </div>
      )}
    </>
  );
}
