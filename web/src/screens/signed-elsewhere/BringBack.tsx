import { signedElsewhere } from '../../api/signed-elsewhere';
import type { SigningDownloadView } from '../../api/types';
import { Button } from '../../design/Button';
import { DropZone } from '../../design/DropZone';
import { Notice } from '../../design/Notice';
import { ProgressBar } from '../../design/ProgressBar';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import type { Work } from './use-file-to-sign';

interface BringBackProps {
  readonly download: SigningDownloadView;
  readonly work: Work;
}

/** The file is out: until when, the same bytes once more, and where the signed one goes. */
export function BringBack({ download, work }: BringBackProps) {
  const say = useTexts();
  const { time } = useFormat();
  return (
    <>
      <Notice announce title={say('elsewhere.taken', { until: time(download.leaseUntil) })}>
        <p>{say('elsewhere.takenText')}</p>
      </Notice>
      {work.progress === null ? (
        <DropZone
          label={say('elsewhere.upload')}
          hint={say('elsewhere.uploadHint')}
          accept=".pdf,.p7m,application/pdf,application/pkcs7-mime"
          invalid={work.error !== null}
          onFiles={([file]) => file && work.bring(download.id, file)}
        />
      ) : (
        <div role="status" className="lf-stack">
          <p>{say('elsewhere.sending')}</p>
          <ProgressBar label={say('elsewhere.sending')} value={work.progress} max={1} />
        </div>
      )}
      <div className="lf-elsewhere-more">
        <a href={signedElsewhere.contentUrl(download.id)} download>
          {say('elsewhere.download')}
        </a>
        <Button look="plain" size="small" busy={work.busy} onClick={() => work.giveBack(download.id)}>
          {say('elsewhere.giveBack')}
        </Button>
      </div>
    </>
  );
}
