import { Button } from '../../design/Button';
import { Icon } from '../../design/Icon';
import { useTexts } from '../../texts/use-texts';
import { useSummary } from '../live/use-summary';
import { useSigning } from './signing-context';

/** Signatures that were authorised but not made wait for a new code of this person, and say so on every page. */
export function CodesNeededBanner() {
  const say = useTexts();
  const { data: summary } = useSummary();
  const { resume, visible } = useSigning();
  const [first] = summary?.codesNeeded ?? [];
  return (
    <div role="status">
      {first && !visible && (
        <div className="lf-codes">
          <Icon name="it-key" />
          <span>{say('codes.banner', { count: first.signatures })}</span>
          <Button size="small" look="primary" onClick={() => resume(first.batchId)}>
            {say('codes.open')}
          </Button>
        </div>
      )}
    </div>
  );
}
