import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client';
import { documents } from '../../api/endpoints';
import { registeredFiles } from '../../api/protocol';
import type { RegistrationDetail } from '../../api/types';
import { useMay } from '../../app/session/use-session';
import { Checkbox } from '../../design/Checkbox';
import { CopyText } from '../../design/CopyText';
import { DropZone } from '../../design/DropZone';
import { ErrorNotice } from '../../design/ErrorNotice';
import { useTexts } from '../../texts/use-texts';

/** Images of the paper of an entry, each with its hash and attestation; another one joins here. */
export function PaperCopies({ registration }: { readonly registration: RegistrationDetail }) {
  const say = useTexts();
  const may = useMay();
  const { id, barcode, files } = registration;
  const query = useQuery({
    queryKey: ['registration', id, 'copies'],
    queryFn: () => registeredFiles.copies(id),
  });
  const position = files.findIndex(({ medium }) => medium === 'PAPER');
  if (position < 0) return null;
  return (
    <section className="lf-card">
      <h2>{say('paper.title')}</h2>
      {barcode && (
        <p>
          {say('paper.barcode')} <CopyText text={barcode} />
        </p>
      )}
      {query.data?.items.length === 0 && <p className="lf-soft">{say('paper.none')}</p>}
      <ul className="lf-arrival-files">
        {query.data?.items.map((copy) => (
          <li key={copy.id}>
            <a href={registeredFiles.url(id, copy.position)} target="_blank" rel="noreferrer">
              {copy.fileName}
            </a>
            <p className="lf-soft">{copy.attestation}</p>
          </li>
        ))}
      </ul>
      {may('protocol.register') && barcode && <JoinCopy id={id} barcode={barcode} position={position} />}
    </section>
  );
}

interface JoinCopyProps {
  readonly id: string;
  readonly barcode: string;
  readonly position: number;
}

function JoinCopy({ id, barcode, position }: JoinCopyProps) {
  const say = useTexts();
  const client = useQueryClient();
  const [attested, setAttested] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const join = async (file: File) => {
    setError(null);
    try {
      const { id: documentId } = await documents.upload(file, 'annex');
      await registeredFiles.join({ barcode, position, documentId, attested: true }, newKey());
      setAttested(false);
      await client.invalidateQueries({ queryKey: ['registration', id, 'copies'] });
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <Checkbox label={say('paper.attest')} checked={attested} onToggle={setAttested} />
      {attested && (
        <DropZone compact label={say('paper.join')} onFiles={([file]) => void (file && join(file))} />
      )}
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}
