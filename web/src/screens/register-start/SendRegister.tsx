import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ImportEncoding, registerStart } from '../../api/register-start';
import { DropZone } from '../../design/DropZone';
import { ErrorNotice } from '../../design/ErrorNotice';
import { ProgressBar } from '../../design/ProgressBar';
import { Select } from '../../design/Select';
import { useTexts } from '../../texts/use-texts';

const ENCODINGS: readonly ImportEncoding[] = ['utf-8', 'windows-1252'];

/** Sends the file; it is read afterwards, and the list below tells how far. */
export function SendRegister({ replaces }: { readonly replaces: boolean }) {
  const say = useTexts();
  const client = useQueryClient();
  const [encoding, setEncoding] = useState<ImportEncoding>('utf-8');
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setError(null);
    setPercent(0);
    try {
      await registerStart.send(file, encoding, (share) => setPercent(Math.round(share * 100)));
      await client.invalidateQueries({ queryKey: ['register-start'] });
    } catch (failure) {
      setError(failure);
    }
    setPercent(null);
  };
  return (
    <section className="lf-card lf-start-form">
      <h2>{say('start.send')}</h2>
      <p>{say(replaces ? 'start.replaces' : 'start.sendText')}</p>
      {error !== null && <ErrorNotice error={error} />}
      <Select
        label={say('start.encoding')}
        hint={say('start.encodingHint')}
        value={encoding}
        choices={ENCODINGS.map((value) => ({ value, label: say(`start.encoding.${value}`) }))}
        onChoose={setEncoding}
      />
      <DropZone
        label={say('start.file')}
        hint={say('start.fileHint')}
        accept=".csv,text/csv"
        onFiles={([file]) => void send(file)}
      />
      {percent !== null && <ProgressBar label={say('start.sending')} value={percent} max={100} />}
      <p role="status" className="lf-soft mb-0">
        {percent !== null && say('arrivals.sending', { percent })}
      </p>
    </section>
  );
}
