import { useState } from 'react';
import { correspondents } from '../../api/protocol';
import type { CorrespondentDetail, KnownInput } from '../../api/protocol-types';
import { FormDialog } from '../../app/FormDialog';
import { useAction } from '../../app/use-action';
import { TextArea, TextField } from '../../design/TextField';
import { type TextId, useTexts } from '../../texts/use-texts';

type Part = 'name' | 'familyName' | 'taxCode' | 'ipaCode' | 'aooCode' | 'email';

const LABELS: Readonly<Record<Part, TextId>> = {
  name: 'form.name',
  familyName: 'form.familyName',
  taxCode: 'form.taxCode',
  ipaCode: 'form.ipaCode',
  aooCode: 'incoming.aooCode',
  email: 'form.email',
};
const PARTS: Readonly<Record<KnownInput['kind'], readonly Part[]>> = {
  PERSON: ['name', 'familyName', 'taxCode', 'email'],
  COMPANY: ['name', 'taxCode', 'email'],
  PUBLIC_BODY: ['name', 'taxCode', 'ipaCode', 'aooCode', 'email'],
  FOREIGN_BODY: ['name', 'email'],
};

interface EditCorrespondentProps {
  readonly known: CorrespondentDetail;
  readonly onClose: () => void;
}

/** Corrects what is known of somebody; what registrations say of the same one stays as it was. */
export function EditCorrespondent({ known, onClose }: EditCorrespondentProps) {
  const say = useTexts();
  const kind = known.kind as KnownInput['kind']; // nobody without a name is in the register of correspondents
  const parts = PARTS[kind];
  const [fields, setFields] = useState<Partial<Record<Part, string>>>(() =>
    Object.fromEntries(parts.map((part) => [part, known[part] ?? ''])),
  );
  const [reason, setReason] = useState('');
  const { busy, error, run } = useAction(['correspondent', known.id]);
  const save = async () => {
    const stated = Object.entries(fields).filter(([, text]) => text.trim() !== '');
    const changed = { ...Object.fromEntries(stated), kind, name: fields.name ?? '' };
    const { id, version } = known;
    if (await run(() => correspondents.correct(id, { known: changed, version, reason: reason.trim() })))
      onClose();
  };
  return (
    <FormDialog
      title={say('correspondents.edit')}
      lead={say('correspondents.editLead')}
      submit={say('correspondents.save')}
      isWhole={reason.trim() !== '' && fields.name?.trim() !== ''}
      busy={busy}
      error={error}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {parts.map((part, place) => (
        <TextField
          key={part}
          {...(place === 0 && { 'data-autofocus': true })}
          required={part === 'name'}
          label={say(kind === 'PERSON' && part === 'name' ? 'form.givenName' : LABELS[part])}
          maxLength={300}
          value={fields[part] ?? ''}
          onChange={(event) => setFields({ ...fields, [part]: event.target.value })}
        />
      ))}
      <TextArea
        required
        label={say('correspondents.reason')}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
