import type { AnyStepKind, Role } from '../../api/types';
import { Button } from '../../design/Button';
import { Icon } from '../../design/Icon';
import { IconButton } from '../../design/IconButton';
import { Select } from '../../design/Select';
import { useTexts } from '../../texts/use-texts';
import { isAutomatic, nextKey, type Step } from './form-state';
import { PersonPicker } from './PersonPicker';
import { StepOptions } from './StepOptions';
import { TemplateChooser } from './TemplateChooser';
import { moved } from './use-files';

interface RouteEditorProps {
  readonly steps: readonly Step[];
  readonly onChange: (steps: readonly Step[]) => void;
  readonly onDefault: (() => void) | undefined;
  readonly error: string | undefined;
}

const ROLES: Readonly<Partial<Record<AnyStepKind, Role | null>>> = {
  ENDORSE: 'endorser',
  OPINION: 'endorser',
  SIGN: 'signer',
  READ: null,
};
const KINDS = ['ENDORSE', 'OPINION', 'SIGN', 'READ', 'NUMBER', 'SEGNATURA', 'SEAL'] as const;

/** The route: steps in order, each of one kind, with its people. */
export function RouteEditor({ steps, onChange, onDefault, error }: RouteEditorProps) {
  const say = useTexts();
  const add = (kind: AnyStepKind) => {
    const step: Step = { key: nextKey(), kind, holders: [], minimum: null, options: {} };
    const firstSign = steps.findIndex((each) => each.kind === 'SIGN');
    const at = kind === 'ENDORSE' && firstSign >= 0 ? firstSign : steps.length;
    onChange([...steps.slice(0, at), step, ...steps.slice(at)]);
  };
  return (
    <section className="lf-card" aria-labelledby="form-route">
      <div className="lf-form-section">
        <h2 id="form-route">{say('form.route')}</h2>
        {onDefault && (
          <Button look="plain" size="small" icon="it-restore" onClick={onDefault}>
            {say('form.routeDefault')}
          </Button>
        )}
      </div>
      <p className="lf-field-hint">{say('form.routeHint')}</p>
      <TemplateChooser onChoose={onChange} />
      <ol className="lf-form-steps">
        {steps.map((step, index) => (
          <StepEditor
            key={step.key}
            step={step}
            index={index}
            count={steps.length}
            onChange={(changed) => onChange(steps.map((each) => (each.key === step.key ? changed : each)))}
            onMove={(direction) => onChange(moved(steps, step.key, direction))}
            onRemove={() => onChange(steps.filter((each) => each.key !== step.key))}
          />
        ))}
      </ol>
      {error && (
        <p className="lf-field-error">
          <Icon name="it-error" size="xs" />
          {error}
        </p>
      )}
      <div className="lf-form-add">
        <Button size="small" icon="it-plus" onClick={() => add('ENDORSE')}>
          {say('form.addEndorse')}
        </Button>
        <Button size="small" icon="it-plus" onClick={() => add('SIGN')}>
          {say('form.addSign')}
        </Button>
      </div>
    </section>
  );
}

interface StepEditorProps {
  readonly step: Step;
  readonly index: number;
  readonly count: number;
  readonly onChange: (step: Step) => void;
  readonly onMove: (direction: 1 | -1) => void;
  readonly onRemove: () => void;
}

function StepEditor({ step, index, count, onChange, onMove, onRemove }: StepEditorProps) {
  const say = useTexts();
  const name = say('form.step', { number: index + 1 });
  return (
    <li className="lf-form-step">
      <div className="lf-form-section">
        <h3>{name}</h3>
        <span className="lf-form-file-tools">
          <IconButton
            icon="it-arrow-up"
            label={say('action.moveUp', { name })}
            disabled={index === 0}
            onClick={() => onMove(-1)}
          />
          <IconButton
            icon="it-arrow-down"
            label={say('action.moveDown', { name })}
            disabled={index === count - 1}
            onClick={() => onMove(1)}
          />
          <IconButton
            icon="it-delete"
            label={say('form.removeStep', { number: index + 1 })}
            onClick={onRemove}
          />
        </span>
      </div>
      <div className="lf-form-step-fields">
        <Select<AnyStepKind>
          label={say('form.stepKind')}
          value={step.kind}
          choices={KINDS.map((kind) => ({ value: kind, label: say(`stepKind.${kind}`) }))}
          onChoose={(kind) => onChange({ ...step, kind, holders: [], options: {} })}
        />
        {isAutomatic(step.kind) ? (
          <p className="lf-field-hint">{say('form.automaticStep')}</p>
        ) : (
          <Holders step={step} onChange={onChange} />
        )}
        <StepOptions step={step} isFirst={index === 0} onChange={onChange} />
        {step.holders.length > 1 && (
          <Select
            label={say('form.minimum')}
            value={String(step.minimum ?? step.holders.length)}
            choices={step.holders.map((_, at) => ({
              value: String(at + 1),
              label:
                at + 1 === step.holders.length
                  ? say('form.minimumAll', { count: at + 1 })
                  : say('form.minimumSome', { count: at + 1 }),
            }))}
            onChoose={(value) =>
              onChange({ ...step, minimum: Number(value) === step.holders.length ? null : Number(value) })
            }
          />
        )}
      </div>
    </li>
  );
}

function Holders({ step, onChange }: { readonly step: Step; readonly onChange: (step: Step) => void }) {
  const say = useTexts();
  return (
    <div>
      <PersonPicker
        role={ROLES[step.kind] ?? null}
        excluded={step.holders.map((holder) => holder.id)}
        onPick={(holder) => onChange({ ...step, holders: [...step.holders, holder] })}
      />
      {step.holders.length > 0 && (
        <ul className="lf-people" aria-label={say('form.holders')}>
          {step.holders.map((holder) => (
            <li key={holder.id}>
              <Icon name="it-user" size="xs" />
              {holder.fullName}
              <button
                type="button"
                aria-label={say('form.removeHolder', { name: holder.fullName })}
                onClick={() =>
                  onChange({
                    ...step,
                    holders: step.holders.filter((each) => each.id !== holder.id),
                    minimum: null,
                  })
                }
              >
                <Icon name="it-close" size="xs" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
