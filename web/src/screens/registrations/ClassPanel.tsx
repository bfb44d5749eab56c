import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { caseFiles, classification } from '../../api/protocol';
import type { RegistrationDetail } from '../../api/types';
import { useMay } from '../../app/session/use-session';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextField } from '../../design/TextField';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { ClassificationField } from '../request-form/ClassificationField';

/** Where an entry belongs: its case files, its class, and every class that it had. */
export function ClassPanel({ registration }: { readonly registration: RegistrationDetail }) {
  const say = useTexts();
  const format = useFormat();
  const may = useMay();
  const { registeredClassification: first, laterClassifications } = registration;
  return (
    <section className="lf-card">
      <h2>{say('registry.class')}</h2>
      <p>{say('registry.registeredClass', { code: first.code, title: first.title })}</p>
      <ul>
        {laterClassifications.map(({ code, reason, decidedBy, decidedAt }) => (
          <li key={decidedAt}>
            {say('registry.laterClass', {
              code,
              reason,
              person: decidedBy,
              day: format.day(decidedAt.slice(0, 10)),
            })}
          </li>
        ))}
      </ul>
      {may('protocol.register') && <Reclassify id={registration.id} />}
      {may('protocol.file') && <CaseFilesOf id={registration.id} />}
    </section>
  );
}

function CaseFilesOf({ id }: { readonly id: string }) {
  const say = useTexts();
  const { data } = useQuery({
    queryKey: ['registration', id, 'case-files'],
    queryFn: () => caseFiles.ofRegistration(id),
  });
  return (
    <>
      <h3>{say('registry.caseFiles')}</h3>
      {data?.items.length === 0 && (
        <p>
          {say('registry.notFiled')} <Link to="/filing-desk">{say('filing.title')}</Link>
        </p>
      )}
      <ul>
        {data?.items.map((file) => (
          <li key={file.id}>
            <Link to={`/case-files/${file.id}`}>{file.code}</Link> {file.subject}
          </li>
        ))}
      </ul>
    </>
  );
}

function Reclassify({ id }: { readonly id: string }) {
  const say = useTexts();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState('');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const change = async () => {
    setError(null);
    try {
      await classification.change(id, code, reason.trim());
      setOpen(false);
      await client.invalidateQueries({ queryKey: ['registration', id] });
    } catch (failure) {
      setError(failure);
    }
  };
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {say('registry.reclassify')}
      </Button>
    );
  return (
    <div className="lf-desk-form">
      <ClassificationField value={code} onChoose={setCode} />
      <TextField
        label={say('registry.reclassifyReason')}
        maxLength={1_000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div>
        <Button disabled={code === '' || reason.trim() === ''} onClick={() => void change()}>
          {say('registry.reclassify')}
        </Button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}
