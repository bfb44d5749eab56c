import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey, postForFile } from '../../api/client';
import { emergency } from '../../api/desks';
import { useAction } from '../../app/use-action';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

const KEY = ['emergency', 'stations'];

/** Desks that register while the service is down; each gets a page of its own, made beforehand. */
export function Stations() {
  const say = useTexts();
  const query = useQuery({ queryKey: KEY, queryFn: emergency.stations });
  const { busy, error, run } = useAction(KEY);
  const download = (id: string, prefix: string) =>
    run(async () =>
      save(await postForFile(`/emergency-stations/${id}/forms`, {}), `emergenza-${prefix}.html`),
    );
  return (
    <section className="lf-card" aria-labelledby="stations">
      <h2 id="stations">{say('emergency.stations')}</h2>
      <p>{say('emergency.stationsLead')}</p>
      {error !== null && <ErrorNotice error={error} />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="lf-emergency-list">
        {query.data?.items.map(({ id, prefix, name }) => (
          <li key={id}>
            <span>
              <b>{prefix}</b> {name}
            </span>
            <Button size="small" icon="it-download" busy={busy} onClick={() => void download(id, prefix)}>
              {say('emergency.form')}
              <span className="visually-hidden">: {name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <AddStation />
    </section>
  );
}

function AddStation() {
  const say = useTexts();
  const [prefix, setPrefix] = useState('');
  const [name, setName] = useState('');
  const { busy, error, run } = useAction(KEY);
  const add = async () => {
    if (!(await run(() => emergency.addStation({ prefix, name }, newKey())))) return;
    setPrefix('');
    setName('');
  };
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div className="lf-emergency-add">
        <TextField
          label={say('emergency.prefix')}
          hint={say('emergency.prefixHint')}
          value={prefix}
          onChange={(event) =>
            setPrefix(
              event.target.value
                .toUpperCase()
                .replace(/[^A-Z0-9]/g, '')
                .slice(0, 8),
            )
          }
        />
        <TextField
          label={say('emergency.stationName')}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <div>
          <Button busy={busy} disabled={prefix === '' || name.trim() === ''} onClick={() => void add()}>
            {say('emergency.addStation')}
          </Button>
        </div>
      </div>
    </>
  );
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
