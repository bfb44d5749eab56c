import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { correspondents } from '../../api/protocol';
import { useDebounced } from '../../app/use-debounced';
import { Button } from '../../design/Button';
import { Combobox } from '../../design/Combobox';
import { Select } from '../../design/Select';
import { TextField } from '../../design/TextField';
import { useTexts, type TextId } from '../../texts/use-texts';
import { emptySender, isNamed, SENDER_KINDS, type Sender, type SenderKind, senderOf } from './incoming-state';

interface SendersProps {
  /** False: these are who gets it. */
  readonly isIncoming: boolean;
  readonly senders: readonly Sender[];
  readonly error: string | undefined;
  readonly onChange: (senders: readonly Sender[]) => void;
}

/** Who sent it: found among the correspondents with a few letters, or written; one or several. */
export function Senders({ isIncoming, senders, error, onChange }: SendersProps) {
  const say = useTexts();
  const replace = (key: string, sender: Sender) =>
    onChange(senders.map((each) => (each.key === key ? sender : each)));
  return (
    <fieldset className="lf-fieldset">
      <legend>{say(isIncoming ? 'incoming.sender' : 'incoming.recipient')}</legend>
      {senders.map((sender, index) => (
        <div key={sender.key} className="lf-incoming-sender">
          <SenderPicker onPick={(found) => replace(sender.key, { ...found, key: sender.key })} />
          <SenderFields
            value={sender}
            kinds={isIncoming ? SENDER_KINDS : SENDER_KINDS.filter(isNamed)}
            error={index === 0 ? error : undefined}
            onChange={(part) => replace(sender.key, { ...sender, ...part })}
          />
          {senders.length > 1 && (
            <Button
              size="small"
              look="plain"
              onClick={() => onChange(senders.filter((each) => each.key !== sender.key))}
            >
              {say('incoming.remove', { name: sender.name })}
            </Button>
          )}
        </div>
      ))}
      <Button size="small" icon="it-plus" onClick={() => onChange([...senders, emptySender()])}>
        {say(isIncoming ? 'incoming.addSender' : 'incoming.addRecipient')}
      </Button>
    </fieldset>
  );
}

function SenderPicker({ onPick }: { readonly onPick: (sender: Sender) => void }) {
  const say = useTexts();
  const [text, setText] = useState('');
  const search = useDebounced(text.trim());
  const { data } = useQuery({
    queryKey: ['correspondents', 'suggested', search],
    queryFn: ({ signal }) => correspondents.list({ search }, signal),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
  const found = search === '' || text === '' ? [] : (data?.items ?? []);
  return (
    <Combobox
      label={say('incoming.findSender')}
      hint={say('incoming.findSenderHint')}
      text={text}
      onText={setText}
      suggestions={found.map((each) => ({
        id: each.id,
        label: [each.name, each.familyName].filter(Boolean).join(' '),
        detail: [say(`kind.${each.kind}`), each.taxCode ?? each.ipaCode].filter(Boolean).join(', '),
      }))}
      onChoose={({ id }) => {
        const chosen = found.find((each) => each.id === id);
        if (chosen) onPick(senderOf(chosen));
        setText('');
      }}
    />
  );
}

type TextPart = Exclude<keyof Sender, 'key' | 'kind'>;

/** Which fields a kind of sender has; of one who is not known there is nothing to write. */
function partsOf({ kind }: Sender): readonly (readonly [TextPart, TextId, number])[] {
  if (!isNamed(kind)) return [];
  const email = ['email', 'form.email', 200] as const;
  const taxCode = ['taxCode', 'form.taxCode', 16] as const;
  switch (kind) {
    case 'PERSON':
      return [['name', 'form.givenName', 300], ['familyName', 'form.familyName', 200], email, taxCode];
    case 'PUBLIC_BODY':
      return [
        ['name', 'form.name', 300],
        email,
        ['ipaCode', 'form.ipaCode', 20],
        ['aooCode', 'incoming.aooCode', 20],
        taxCode,
      ];
    case 'FOREIGN_BODY':
      return [['name', 'form.name', 300], email];
    default:
      return [['name', 'form.name', 300], email, taxCode];
  }
}

interface SenderFieldsProps {
  readonly kinds: readonly SenderKind[];
  readonly value: Sender;
  readonly error: string | undefined;
  readonly onChange: (part: Partial<Sender>) => void;
}

function SenderFields({ kinds, value, error, onChange }: SenderFieldsProps) {
  const say = useTexts();
  return (
    <div className="lf-form-recipient">
      <Select
        label={say('form.kind')}
        value={value.kind}
        choices={kinds.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))}
        onChoose={(kind) => onChange({ kind })}
      />
      {partsOf(value).map(([part, label, length]) => (
        <TextField
          key={part}
          label={say(label)}
          required={part === 'name'}
          error={part === 'name' ? error : undefined}
          maxLength={length}
          type={part === 'email' ? 'email' : 'text'}
          value={value[part]}
          onChange={(event) => onChange({ [part]: event.target.value })}
        />
      ))}
    </div>
  );
}
