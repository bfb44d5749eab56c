import { useState } from 'react';
import { useIntl } from 'react-intl';
import { verifications } from '../../api/endpoints';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { useTexts } from '../../texts/use-texts';
import type { VerifiedFile } from './VerdictList';

/** One row for each file that was verified, for a spreadsheet. */
export function TableDownload({ files }: { readonly files: readonly VerifiedFile[] }) {
  const say = useTexts();
  const { locale } = useIntl();
  const [error, setError] = useState<unknown>(null);
  const ids = files.flatMap((file) => ('view' in file ? [file.view.id] : []));
  if (ids.length === 0) return null;
  const download = async () => {
    setError(null);
    try {
      const address = URL.createObjectURL(await verifications.table(ids, locale === 'en' ? 'en' : 'it'));
      const link = document.createElement('a');
      link.href = address;
      link.download = 'verifiche.csv';
      link.click();
      URL.revokeObjectURL(address);
    } catch (fault) {
      setError(fault);
    }
  };
  return (
    <>
      <div>
        <Button icon="it-download" onClick={() => void download()}>
          {say('verify.table')}
        </Button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}
