import type { RequestDetail, RouteStep, Task } from '../../api/types';
import { Icon, type IconName } from '../../design/Icon';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import './route.css';

const ICONS: Readonly<Record<RouteStep['state'], IconName>> = {
  SATISFIED: 'it-check-circle',
  OPEN: 'it-clock',
  WAITING: 'it-minus-circle',
  SKIPPED: 'it-check',
  CLOSED: 'it-close-circle',
};

/** The steps of the route: who has acted, who is awaited. */
export function RoutePanel({ request }: { readonly request: RequestDetail }) {
  return (
    <ol className="lf-route">
      {request.steps.map((step, index) => (
        <StepItem key={step.id} step={step} number={index + 1} />
      ))}
    </ol>
  );
}

function StepItem({ step, number }: { readonly step: RouteStep; readonly number: number }) {
  const say = useTexts();
  return (
    <li className="lf-step" data-state={step.state}>
      <Icon name={ICONS[step.state]} />
      <div>
        <p className="lf-step-title">
          <b>{say('request.step', { number, kind: say(`stepKind.${step.kind}`) })}</b>
          <span className="lf-soft">{say(`request.stepState.${step.state}`)}</span>
          {step.tasks.length > 1 && step.minimum < step.tasks.length && (
            <span className="lf-soft">{say('request.minimum', { count: step.minimum })}</span>
          )}
        </p>
        <ul>
          {step.tasks.length === 0 &&
            step.addressees.map((addressee) => <li key={addressee.key}>{addressee.label}</li>)}
          {step.tasks.map((task) => (
            <TaskItem
              key={task.id}
              task={task}
              open={step.state === 'OPEN'}
              label={step.addressees.find((each) => each.key === task.addressee)?.label}
            />
          ))}
        </ul>
      </div>
    </li>
  );
}

interface TaskItemProps {
  readonly task: Task;
  readonly open: boolean;
  readonly label: string | undefined;
}

function TaskItem({ task, open, label }: TaskItemProps) {
  const say = useTexts();
  const format = useFormat();
  const awaits = task.doneAt === null;
  return (
    <li>
      <b>{task.actedBy ?? (task.holder || label)}</b>
      {task.capacity && <span className="lf-soft"> {task.capacity}</span>}
      {(!awaits || open) && (
        <span className="lf-step-state">
          {task.outcome ? say(`opinion.${task.outcome}`) : say(`request.taskState.${task.state}`)}
          {task.doneAt && ` · ${format.instant(task.doneAt)}`}
        </span>
      )}
      {task.note && <q className="lf-step-note">{task.note}</q>}
    </li>
  );
}
