import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accessTokens, type AccessToken } from '../../api/programs';
import { Button } from '../../design/Button';
import { CopyText } from '../../design/CopyText';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { Select } from '../../design/Select';
import { Skeleton } from '../../design/Skeleton';
import { TextField } from '../../design/TextField';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

const DAYS = ['30', '90', '180', '365'] as const;

interface AccessTokensProps {
  /** The administrator's view of the whole body, where none is made. */
  readonly ofEverybody?: boolean;
}

/** Tokens in force, with the last time that each was used, and the way to end them. */
export function AccessTokens({ ofEverybody = false }: AccessTokensProps) {
  const say = useTexts();
  const client = useQueryClient();
  const api = accessTokens(ofEverybody);
  const queryKey = ['access-tokens', ofEverybody];
  const tokens = useQuery({ queryKey, queryFn: api.list });
  const revoke = useMutation({
    mutationFn: api.revoke,
    onSettled: () => client.invalidateQueries({ queryKey: ['access-tokens'] }),
  });
  return (
    <section className="lf-card" aria-labelledby="access-tokens">
      <h2 id="access-tokens">{say(ofEverybody ? 'tokens.ofEverybody' : 'tokens.title')}</h2>
      {!ofEverybody && <p className="lf-soft">{say('tokens.lead')}</p>}
      {tokens.isPending && <Skeleton rows={2} />}
      {tokens.isError && <ErrorNotice error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {revoke.isError && <ErrorNotice error={revoke.error} />}
      {tokens.data?.items.length === 0 && <p>{say('tokens.none')}</p>}
      {tokens.data && tokens.data.items.length > 0 && (
        <TokenTable
          tokens={tokens.data.items}
          busy={revoke.isPending ? revoke.variables : undefined}
          onRevoke={(id) => revoke.mutate(id)}
        />
      )}
      {!ofEverybody && <NewToken />}
    </section>
  );
}

interface TokenTableProps {
  readonly tokens: readonly AccessToken[];
  readonly busy: string | undefined;
  readonly onRevoke: (id: string) => void;
}

function TokenTable({ tokens, busy, onRevoke }: TokenTableProps) {
  const say = useTexts();
  const format = useFormat();
  return (
    <table className="lf-table" aria-labelledby="access-tokens">
      <thead>
        <tr>
          <th scope="col">{say('tokens.name')}</th>
          <th scope="col">{say('tokens.person')}</th>
          <th scope="col">{say('tokens.expires')}</th>
          <th scope="col">{say('tokens.used')}</th>
          <th scope="col">
            <span className="visually-hidden">{say('tokens.revoke')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <td>
              <b>{token.name}</b>
            </td>
            <td data-label={say('tokens.person')}>{token.person}</td>
            <td data-label={say('tokens.expires')}>{format.day(token.expiresAt)}</td>
            <td data-label={say('tokens.used')}>
              {token.usedAt ? format.instant(token.usedAt) : say('tokens.never')}
            </td>
            <td>
              <Button
                size="small"
                look="danger"
                busy={busy === token.id}
                aria-label={say('tokens.revokeOf', { name: token.name })}
                onClick={() => onRevoke(token.id)}
              >
                {say('tokens.revoke')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NewToken() {
  const say = useTexts();
  const format = useFormat();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState<(typeof DAYS)[number]>('90');
  const make = useMutation({
    mutationFn: accessTokens(false).make,
    onSuccess: () => {
      setName('');
      return client.invalidateQueries({ queryKey: ['access-tokens'] });
    },
  });
  return (
    <form
      className="lf-form-grid"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate({ name, days: Number(days) });
      }}
    >
      <TextField
        label={say('tokens.name')}
        value={name}
        maxLength={100}
        required
        onChange={(event) => setName(event.target.value)}
      />
      <Select
        label={say('tokens.days')}
        value={days}
        choices={DAYS.map((value) => ({ value, label: say('tokens.daysChoice', { days: Number(value) }) }))}
        onChoose={setDays}
      />
      <Button type="submit" busy={make.isPending} disabled={name.trim() === ''}>
        {say('tokens.make')}
      </Button>
      {make.isError && <ErrorNotice error={make.error} />}
      {make.data && (
        <Notice tone="good" announce title={say('tokens.made')}>
          <p>
            <CopyText text={make.data.token} />
          </p>
          <p>{say('tokens.madeHint', { day: format.day(make.data.expiresAt) })}</p>
        </Notice>
      )}
    </form>
  );
}
