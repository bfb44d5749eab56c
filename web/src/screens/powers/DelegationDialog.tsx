import { useState } from 'react';
import { powers } from '../../api/endpoints';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';
import type { Holder } from '../request-form/form-state';
import { PersonPicker } from '../request-form/PersonPicker';

const KINDS = ['SIGN', 'ENDORSE', 'OPINION'] as const;
const SHORTEST = 3;

/** A delegation as its giver writes it: to whom, by which act, why, for what and until when. */
export function DelegationDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts();
  const { delegate, setDelegate, kinds, setKinds, words, set, isWhole, error, submit } =
    useDelegation(onClose);
  return (
    <Dialog
      title={say('powers.addDelegation')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('action.cancel')}</Button>
          <Button look="primary" disabled={!isWhole} onClick={() => void submit()}>
            {say('powers.give')}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNotice error={error} />}
      <div className="lf-power-fields">
        <PersonPicker role={null} excluded={[]} onPick={setDelegate} />
        {delegate && (
          <p>
            <b>{delegate.fullName}</b>
          </p>
        )}
        <Words words={words} set={set} />
        {KINDS.map((kind) => (
          <Checkbox
            key={kind}
            label={say(`stepKind.${kind}`)}
            checked={kinds.includes(kind)}
            onToggle={(checked) =>
              setKinds((before) => (checked ? [...before, kind] : before.filter((each) => each !== kind)))
            }
          />
        ))}
      </div>
    </Dialog>
  );
}

interface Written {
  readonly act: string;
  readonly reason: string;
  readonly from: string;
  readonly to: string;
  readonly amount: string;
}
type Setter = (name: keyof Written) => (event: { target: { value: string } }) => void;

function useDelegation(onClose: () => void) {
  const [delegate, setDelegate] = useState<Holder | null>(null);
  const [kinds, setKinds] = useState<readonly string[]>(KINDS);
  const [words, setWords] = useState<Written>({ act: '', reason: '', from: '', to: '', amount: '' });
  const [key] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<unknown>(null);
  const set: Setter = (name) => (event) => setWords((before) => ({ ...before, [name]: event.target.value }));
  const { act, reason, from, to, amount } = words;
  const isWhole =
    delegate !== null &&
    kinds.length > 0 &&
    act.trim().length >= SHORTEST &&
    reason.trim().length >= SHORTEST &&
    from !== '' &&
    to !== '';
  const submit = async () => {
    if (!delegate || !isWhole) return;
    try {
      await powers.delegate(
        {
          delegateId: delegate.id,
          actReference: act.trim(),
          reason: reason.trim(),
          kinds,
          validFrom: from,
          validTo: to,
          ...(amount !== '' && { amountLimit: Number(amount) }),
        },
        key,
      );
      onClose();
    } catch (failure) {
      setError(failure);
    }
  };
  return { delegate, setDelegate, kinds, setKinds, words, set, isWhole, error, submit };
}

function Words({ words, set }: { readonly words: Written; readonly set: Setter }) {
  const say = useTexts();
  const { act, reason, from, to, amount } = words;
  return (
    <>
      <TextField required label={say('powers.act')} maxLength={500} value={act} onChange={set('act')} />
      <TextField
        required
        label={say('powers.reason')}
        maxLength={500}
        value={reason}
        onChange={set('reason')}
      />
      <TextField required type="date" label={say('powers.fromDay')} value={from} onChange={set('from')} />
      <TextField required type="date" label={say('powers.toDay')} value={to} onChange={set('to')} />
      <TextField
        type="number"
        min={0}
        label={say('powers.amount')}
        hint={say('powers.amountHint')}
        value={amount}
        onChange={set('amount')}
      />
    </>
  );
}
