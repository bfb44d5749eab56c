import { Checkbox } from '../../design/Checkbox';
import { Button } from '../../design/Button';
import { Select } from '../../design/Select';
import { TextField } from '../../design/TextField';
import { useTexts, type TextId } from '../../texts/use-texts';
import { PersonPicker } from '../request-form/PersonPicker';
import { EMPTY_PAPER, type IncomingForm, type Paper } from './incoming-state';

interface PartProps {
  readonly form: IncomingForm;
  readonly change: (part: Partial<IncomingForm>) => void;
}

type TextPart = 'documentType' | 'referenceDate' | 'messageId' | 'deferralReason' | 'deferralBy';

const TEXTS: readonly (readonly [TextPart, TextId, number])[] = [
  ['documentType', 'incoming.documentType', 60],
  ['referenceDate', 'incoming.referenceDate', 10],
  ['messageId', 'incoming.messageId', 998],
  ['deferralReason', 'incoming.deferral', 1_000],
  ['deferralBy', 'incoming.authorisedBy', 300],
];

/** What most arrivals do not need: folded away, and one key from the rest. */
export function MoreFields({ form, change }: PartProps) {
  const say = useTexts();
  const isOpen = TEXTS.some(([part]) => form[part] !== '') || form.readers !== null;
  return (
    <details className="lf-incoming-more" open={isOpen || undefined}>
      <summary>{say('incoming.more')}</summary>
      <div className="lf-form-grid lf-form-grid-3">
        {TEXTS.map(([part, label, length]) => (
          <TextField
            key={part}
            label={say(label)}
            maxLength={length}
            type={part === 'referenceDate' ? 'date' : 'text'}
            value={form[part]}
            onChange={(event) => change({ [part]: event.target.value })}
          />
        ))}
      </div>
      <ReservedFields form={form} change={change} />
    </details>
  );
}

function ReservedFields({ form, change }: PartProps) {
  const say = useTexts();
  const { readers } = form;
  return (
    <>
      <Checkbox
        label={say('incoming.reserved')}
        hint={say('incoming.reservedHint')}
        checked={readers !== null}
        onToggle={(on) => change({ readers: on ? [] : null })}
      />
      {readers && (
        <div role="group" aria-label={say('incoming.readers')}>
          {readers.map(({ id, fullName }) => (
            <Button
              key={id}
              size="small"
              icon="it-close"
              onClick={() => change({ readers: readers.filter((each) => each.id !== id) })}
            >
              {say('incoming.remove', { name: fullName })}
            </Button>
          ))}
          <PersonPicker
            role={null}
            excluded={readers.map(({ id }) => id)}
            onPick={(holder) => change({ readers: [...readers, holder] })}
          />
        </div>
      )}
    </>
  );
}

/** Paper or an object in place of a file: what is written of it, and where it is kept. */
export function PaperFields({ form, change }: PartProps) {
  const say = useTexts();
  const { paper } = form;
  const set = (part: Partial<Paper>) => paper && change({ paper: { ...paper, ...part } });
  return (
    <>
      <Checkbox
        label={say('incoming.paper')}
        checked={paper !== null}
        onToggle={(on) => change({ paper: on ? EMPTY_PAPER : null })}
      />
      {paper && (
        <div className="lf-form-grid lf-form-grid-3">
          <Select
            label={say('incoming.paper.medium')}
            value={paper.medium}
            choices={(['PAPER', 'OBJECT'] as const).map((medium) => ({
              value: medium,
              label: say(`incoming.paper.${medium}`),
            }))}
            onChoose={(medium) => set({ medium })}
          />
          <TextField
            label={say('incoming.paper.sheets')}
            inputMode="numeric"
            value={paper.sheets}
            onChange={(event) => set({ sheets: event.target.value.replace(/\D/g, '').slice(0, 6) })}
          />
          <TextField
            label={say('incoming.paper.place')}
            required
            maxLength={300}
            value={paper.place}
            onChange={(event) => set({ place: event.target.value })}
          />
          <TextField
            label={say('incoming.paper.description')}
            maxLength={1_000}
            value={paper.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        </div>
      )}
    </>
  );
}
