import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../../api/client';
import { caseFiles } from '../../api/protocol';
import type { CaseFileDetail, CaseFileView, OpenCaseFileInput } from '../../api/protocol-types';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Select } from '../../design/Select';
import { TextArea, TextField } from '../../design/TextField';
import { useTexts, type TextId } from '../../texts/use-texts';
import { ClassificationField } from '../request-form/ClassificationField';

const TYPES = ['AFFAIR', 'ACTIVITY', 'PERSON', 'LEGAL_PERSON', 'PROCEDURE'] as const;
type Type = (typeof TYPES)[number];
type Part =
  'subject' | 'holder' | 'holderCode' | 'procedure' | 'procedureCode' | 'retention' | 'place' | 'note';
type Draft = Readonly<Record<Part, string>> & { readonly type: Type; readonly classification: string };

const EMPTY: Draft = {
  subject: '',
  holder: '',
  holderCode: '',
  procedure: '',
  procedureCode: '',
  retention: '',
  place: '',
  note: '',
  type: 'AFFAIR',
  classification: '',
};

interface NewCaseFileProps {
  /** Present: a sub-file of it, of the same class. */
  readonly parent: CaseFileView | null;
  readonly onOpened: (file: CaseFileDetail) => void;
  readonly onClose: () => void;
}

/** Opens a case file with what its type asks for (AgID, Allegato 5); the number is given by the service. */
export function NewCaseFile({ parent, onOpened, onClose }: NewCaseFileProps) {
  const say = useTexts();
  const client = useQueryClient();
  const key = useRef(newKey());
  const [draft, setDraft] = useState<Draft>({ ...EMPTY, classification: parent?.classificationCode ?? '' });
  const [error, setError] = useState<unknown>(null);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const lack = lackOf(draft);
  const open = async () => {
    setError(null);
    try {
      const file = await caseFiles.open(inputOf(draft, parent), key.current);
      await client.invalidateQueries({ queryKey: ['case-files'] });
      onOpened(file);
      onClose();
    } catch (failure) {
      key.current = newKey();
      setError(failure);
    }
  };
  return (
    <Dialog
      size="wide"
      title={say(parent ? 'caseFiles.newSub' : 'caseFiles.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('action.back')}</Button>
          <Button look="primary" disabled={lack !== null} onClick={() => void open()}>
            {say('caseFiles.open')}
          </Button>
        </>
      }
    >
      <div className="lf-desk-form">
        <CaseFileFields draft={draft} hasClass={parent === null} change={change} />
        {lack && draft.subject !== '' && <p className="lf-soft">{say(lack)}</p>}
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}

interface CaseFileFieldsProps {
  readonly draft: Draft;
  /** A sub-file has the class of its case file. */
  readonly hasClass: boolean;
  readonly change: (part: Partial<Draft>) => void;
}

function CaseFileFields({ draft, hasClass, change }: CaseFileFieldsProps) {
  const say = useTexts();
  return (
    <>
      <TextArea
        data-autofocus
        required
        rows={2}
        label={say('caseFiles.subject')}
        maxLength={1_000}
        value={draft.subject}
        onChange={(event) => change({ subject: event.target.value })}
      />
      {hasClass && (
        <ClassificationField
          value={draft.classification}
          onChoose={(classification) => change({ classification })}
        />
      )}
      <Select<Type>
        label={say('caseFiles.type')}
        value={draft.type}
        choices={TYPES.map((type) => ({ value: type, label: say(`caseFiles.type.${type}`) }))}
        onChoose={(type) => change({ type })}
      />
      <div className="lf-desk-form lf-desk-form-2">
        {partsOf(draft.type).map((part) => (
          <TextField
            key={part}
            label={say(`caseFiles.${part}`)}
            maxLength={part === 'holderCode' ? 16 : part === 'retention' ? 4 : 300}
            value={draft[part]}
            onChange={(event) => change({ [part]: event.target.value })}
          />
        ))}
      </div>
    </>
  );
}

function partsOf(type: Type): readonly Part[] {
  const always: readonly Part[] = ['retention', 'place', 'note'];
  if (type === 'PERSON' || type === 'LEGAL_PERSON') return ['holder', 'holderCode', ...always];
  return type === 'PROCEDURE' ? ['procedure', 'procedureCode', ...always] : always;
}

function lackOf({ subject, classification, type, holder, procedure, procedureCode }: Draft): TextId | null {
  if (subject.trim() === '') return 'form.error.subject';
  if (classification === '') return 'form.error.classification';
  if ((type === 'PERSON' || type === 'LEGAL_PERSON') && holder.trim() === '') return 'caseFiles.error.holder';
  const isUnsaid = procedure.trim() === '' || procedureCode.trim() === '';
  return type === 'PROCEDURE' && isUnsaid ? 'caseFiles.error.procedure' : null;
}

function inputOf(draft: Draft, parent: CaseFileView | null): OpenCaseFileInput {
  const { type, holder, holderCode, procedure, procedureCode, retention, place, note } = draft;
  const hasHolder = type === 'PERSON' || type === 'LEGAL_PERSON';
  return {
    subject: draft.subject.trim(),
    classificationCode: draft.classification,
    type,
    parentId: parent?.id ?? null,
    holder: hasHolder
      ? { name: holder.trim(), ...(holderCode.trim() && { taxCode: holderCode.trim() }) }
      : null,
    procedure: type === 'PROCEDURE' ? { subject: procedure.trim(), code: procedureCode.trim() } : null,
    retentionYears: Number(retention) || null,
    place: place.trim() || null,
    note: note.trim() || null,
  };
}
