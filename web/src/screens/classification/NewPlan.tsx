import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client';
import { classification } from '../../api/protocol';
import type { PlanInput, PlanView } from '../../api/protocol-types';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { TextArea, TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

interface Draft {
  readonly name: string;
  readonly actReference: string;
  readonly validFrom: string;
  readonly entries: string;
  readonly successors: string;
}

/** The next version, begun from the one in force: lines are changed, taken out and added. */
export function NewPlan({ plan }: { readonly plan: PlanView }) {
  const say = useTexts();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => ({
    name: '',
    actReference: '',
    validFrom: '',
    entries: linesOf(plan.entries.filter(({ validTo }) => validTo === null)),
    successors: '',
  }));
  const [error, setError] = useState<unknown>(null);
  const [done, setDone] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const publish = async () => {
    setError(null);
    try {
      await classification.publish(inputOf(draft), newKey());
      setDone(true);
      await client.invalidateQueries({ queryKey: ['plan'] });
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <section className="lf-card lf-desk-form">
      <h2>{say('plan.new')}</h2>
      <PlanFields draft={draft} change={change} />
      {error !== null && <ErrorNotice error={error} />}
      {done && <Notice tone="good" announce title={say('plan.published')} />}
      <div className="lf-desk-actions">
        <Button
          look="primary"
          disabled={!draft.name.trim() || !draft.actReference.trim() || !draft.validFrom}
          onClick={() => void publish()}
        >
          {say('plan.publish')}
        </Button>
        <Button onClick={() => change({ entries: linesOf(plan.model) })}>{say('plan.useModel')}</Button>
      </div>
    </section>
  );
}

interface PlanFieldsProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function PlanFields({ draft, change }: PlanFieldsProps) {
  const say = useTexts();
  return (
    <>
      <div className="lf-desk-form lf-desk-form-2">
        <TextField
          label={say('plan.newName')}
          maxLength={200}
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <TextField
          label={say('plan.act')}
          maxLength={500}
          value={draft.actReference}
          onChange={(event) => change({ actReference: event.target.value })}
        />
        <TextField
          type="date"
          label={say('plan.from')}
          value={draft.validFrom}
          onChange={(event) => change({ validFrom: event.target.value })}
        />
      </div>
      <TextArea
        rows={10}
        label={say('plan.entries')}
        hint={say('plan.entriesHint')}
        value={draft.entries}
        onChange={(event) => change({ entries: event.target.value })}
      />
      <TextArea
        label={say('plan.successors')}
        value={draft.successors}
        onChange={(event) => change({ successors: event.target.value })}
      />
    </>
  );
}

function linesOf(
  entries: readonly {
    readonly code: string;
    readonly title: string;
    readonly retentionYears?: number | null;
  }[],
): string {
  return entries
    .map(({ code, title, retentionYears }) =>
      [code, title, ...(retentionYears ? [String(retentionYears)] : [])].join('; '),
    )
    .join('\n');
}

function inputOf({ name, actReference, validFrom, entries, successors }: Draft): PlanInput {
  return {
    name,
    actReference,
    validFrom,
    entries: cellsOf(entries).map(([code = '', ...rest]) => {
      const years = /^\d{1,4}$/.test(rest.at(-1) ?? '') && rest.length > 1 ? Number(rest.pop()) : null;
      // A title may hold the sign that divides the cells.
      return { code, title: rest.join('; '), retentionYears: years };
    }),
    successors: cellsOf(successors).map(([from = '', to = '']) => ({ from, to })),
  };
}

function cellsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(';').map((cell) => cell.trim()));
}
