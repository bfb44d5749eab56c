import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { Select } from '../../design/Select';
import { useTexts } from '../../texts/use-texts';
import { isAutomatic, type Step } from './form-state';

const WEIGHTS = ['OPTIONAL', 'OBLIGATORY', 'COVERAGE'] as const;

interface StepOptionsProps {
  readonly step: Step;
  readonly isFirst: boolean;
  readonly onChange: (step: Step) => void;
}

/** What else a step may say of itself: beside the one before, what a contrary opinion does. */
export function StepOptions({ step, isFirst, onChange }: StepOptionsProps) {
  const say = useTexts();
  const { options } = step;
  const change = (part: Partial<Step['options']>) => onChange({ ...step, options: { ...options, ...part } });
  const isByPeople = !isAutomatic(step.kind);
  return (
    <div className="lf-form-step-options">
      {!isFirst && (
        <Checkbox
          label={say('form.parallel')}
          checked={options.parallel ?? false}
          onToggle={(parallel) => change({ parallel })}
        />
      )}
      {step.kind === 'OPINION' && (
        <Select
          label={say('form.weight')}
          value={options.weight ?? 'OBLIGATORY'}
          choices={WEIGHTS.map((value) => ({ value, label: say(`form.weight.${value}`) }))}
          onChoose={(weight) => change({ weight })}
        />
      )}
      {isByPeople && step.kind !== 'SIGN' && step.holders.length === 0 && (
        <Button
          size="small"
          look="plain"
          icon="it-user"
          onClick={() =>
            onChange({
              ...step,
              holders: [{ id: 'superior', fullName: say('form.superior'), addressee: { kind: 'superior' } }],
            })
          }
        >
          {say('form.addSuperior')}
        </Button>
      )}
    </div>
  );
}
