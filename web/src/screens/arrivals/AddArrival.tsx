import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../../api/client';
import { documents } from '../../api/endpoints';
import { arrivals } from '../../api/protocol';
import { DropZone } from '../../design/DropZone';
import { ErrorNotice } from '../../design/ErrorNotice';
import { useTexts } from '../../texts/use-texts';

/** Files chosen together become one arrival; one after the other, so that the line is not shared. */
export function AddArrival({ onAdded }: { readonly onAdded: () => void }) {
  const say = useTexts();
  const client = useQueryClient();
  const key = useRef(newKey());
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = async (files: readonly File[]) => {
    setError(null);
    try {
      const sent: { documentId: string }[] = [];
      for (const file of files) {
        const { id } = await documents.upload(file, 'annex', (share) =>
          setPercent(Math.round(((sent.length + share) / files.length) * 100)),
        );
        sent.push({ documentId: id });
      }
      await arrivals.takeIn({ channel: 'UPLOAD', files: sent }, key.current);
      await client.invalidateQueries({ queryKey: ['arrivals'] });
      onAdded();
    } catch (failure) {
      setError(failure);
      setPercent(null);
    }
  };
  return (
    <section className="lf-card">
      <DropZone
        multiple
        compact
        label={say('arrivals.add')}
        hint={say('arrivals.addHint')}
        onFiles={(files) => void send(files)}
      />
      <p role="status" className="lf-soft mb-0">
        {percent !== null && say('arrivals.sending', { percent })}
      </p>
      {error !== null && <ErrorNotice error={error} />}
    </section>
  );
}
