import { useState } from 'react';
import { documentTypes } from '../../api/endpoints';
import { FormDialog } from '../../app/FormDialog';
import { Checkbox } from '../../design/Checkbox';
import { Select } from '../../design/Select';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';
import { type DocumentType, isWhole, type Policy, USUAL_PLACE } from './type-state';

const FOUR_EYES = ['drafter-may-sign', 'drafter-not-alone', 'drafter-never'] as const;
const FLAGS = ['mustRead', 'unansweredReturns', 'keepsEndorsements'] as const;
const SIDES = ['page', 'x', 'y', 'width', 'height'] as const;

interface TypeDialogProps {
  readonly type: DocumentType;
  readonly registers: ReadonlyMap<string, string>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A type as its keeper writes it. What is on its way keeps the rules that it started with. */
export function TypeDialog({ type, registers, onDone, onClose }: TypeDialogProps) {
  const say = useTexts();
  const [form, setForm] = useState(type);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const change = (part: Partial<Policy>) =>
    setForm((before) => ({ ...before, policy: { ...before.policy, ...part } }));
  const submit = async () => {
    setBusy(true);
    try {
      await documentTypes.keep(form);
      onDone();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title={say(type.id ? 'types.change' : 'types.add')}
      lead={say('types.dialogLead')}
      submit={say('types.keep')}
      isWhole={isWhole(form)}
      busy={busy}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {!type.id && (
        <TextField
          required
          label={say('types.code')}
          maxLength={60}
          value={form.code}
          onChange={(event) => setForm({ ...form, code: event.target.value })}
        />
      )}
      <TextField
        required
        label={say('types.name')}
        maxLength={200}
        value={form.name}
        onChange={(event) => setForm({ ...form, name: event.target.value })}
      />
      <Numbering policy={form.policy} registers={registers} change={change} />
      <Rules policy={form.policy} change={change} />
    </FormDialog>
  );
}

interface PartProps {
  readonly policy: Policy;
  readonly change: (part: Partial<Policy>) => void;
}

function Numbering({ policy, registers, change }: PartProps & Pick<TypeDialogProps, 'registers'>) {
  const say = useTexts();
  const place = policy.numberPlace ?? USUAL_PLACE;
  return (
    <fieldset className="lf-type-part">
      <legend>{say('types.registers')}</legend>
      {[...registers].map(([id, name]) => (
        <Checkbox
          key={id}
          label={name}
          checked={policy.registers.includes(id)}
          onToggle={(checked) => {
            const others = policy.registers.filter((each) => each !== id);
            change({ registers: checked ? [...others, id] : others });
          }}
        />
      ))}
      <Select
        label={say('types.order')}
        hint={policy.order === 'B' ? say('types.orderHint') : undefined}
        value={policy.order ?? 'A'}
        choices={(['A', 'B'] as const).map((value) => ({ value, label: say(`types.order.${value}`) }))}
        onChoose={(order) => change({ order, numberPlace: order === 'B' ? place : null })}
      />
      {policy.order === 'B' && (
        <div className="lf-type-place">
          {SIDES.map((side) => (
            <TextField
              key={side}
              type="number"
              label={say(`types.place.${side}`)}
              value={String(place[side])}
              onChange={(event) => change({ numberPlace: { ...place, [side]: Number(event.target.value) } })}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

function Rules({ policy, change }: PartProps) {
  const say = useTexts();
  return (
    <fieldset className="lf-type-part">
      <legend>{say('types.rules')}</legend>
      <Select
        label={say('types.fourEyes')}
        value={policy.fourEyes}
        choices={FOUR_EYES.map((value) => ({ value, label: say(`types.fourEyes.${value}`) }))}
        onChoose={(fourEyes) => change({ fourEyes })}
      />
      <Select
        label={say('types.deadline')}
        value={policy.deadline}
        choices={(['soft', 'hard'] as const).map((value) => ({ value, label: say(`types.${value}`) }))}
        onChoose={(deadline) => change({ deadline })}
      />
      <TextField
        type="number"
        min={1}
        label={say('types.stepHours')}
        value={policy.stepHours === null ? '' : String(policy.stepHours)}
        onChange={({ target }) => change({ stepHours: target.value === '' ? null : Number(target.value) })}
      />
      <Select
        label={say('types.signature')}
        value={policy.signature ?? 'installed'}
        choices={(['installed', 'qualified', 'valid'] as const).map((value) => ({
          value,
          label: say(`types.signature.${value}`),
        }))}
        onChoose={(signature) => change({ signature: signature === 'installed' ? null : signature })}
      />
      {FLAGS.map((flag) => (
        <Checkbox
          key={flag}
          label={say(`types.${flag}`)}
          checked={policy[flag]}
          onToggle={(checked) => change({ [flag]: checked })}
        />
      ))}
    </fieldset>
  );
}
