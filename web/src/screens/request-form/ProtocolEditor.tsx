import { Button } from '../../design/Button';
import { IconButton } from '../../design/IconButton';
import { Icon } from '../../design/Icon';
import { Select } from '../../design/Select';
import { useTexts } from '../../texts/use-texts';
import { ClassificationField } from './ClassificationField';
import { CorrespondentFields } from './CorrespondentFields';
import { emptyRecipient, type FormState, type Recipient } from './form-state';

interface ProtocolEditorProps {
  readonly form: FormState;
  readonly change: (part: Partial<FormState>) => void;
  readonly classificationError: string | undefined;
  readonly recipientsError: string | undefined;
}

/** What the protocol will need, asked once. */
export function ProtocolEditor({ form, change, classificationError, recipientsError }: ProtocolEditorProps) {
  const say = useTexts();
  const replace = (changed: Recipient) =>
    change({ recipients: form.recipients.map((each) => (each.key === changed.key ? changed : each)) });
  return (
    <section className="lf-card" aria-labelledby="form-protocol">
      <h2 id="form-protocol">{say('form.protocol')}</h2>
      <p className="lf-field-hint">{say('form.protocolHint')}</p>
      <div className="lf-form-grid lf-form-protocol">
        <Select<FormState['direction']>
          label={say('form.direction')}
          value={form.direction}
          choices={[
            { value: 'OUTGOING', label: say('form.direction.OUTGOING') },
            { value: 'INTERNAL', label: say('form.direction.INTERNAL') },
          ]}
          onChoose={(direction) => change({ direction })}
        />
        <ClassificationField
          value={form.classification}
          error={classificationError}
          onChoose={(classification) => change({ classification })}
        />
      </div>
      <h3 className="lf-form-subtitle">{say('form.recipients')}</h3>
      <ul className="lf-form-recipients">
        {form.recipients.map((recipient, index) => (
          <RecipientEditor
            key={recipient.key}
            recipient={recipient}
            number={index + 1}
            onChange={replace}
            onRemove={
              form.recipients.length > 1
                ? () => change({ recipients: form.recipients.filter((each) => each.key !== recipient.key) })
                : undefined
            }
          />
        ))}
      </ul>
      {recipientsError && (
        <p className="lf-field-error">
          <Icon name="it-error" size="xs" />
          {recipientsError}
        </p>
      )}
      <Button
        size="small"
        icon="it-plus"
        onClick={() => change({ recipients: [...form.recipients, emptyRecipient()] })}
      >
        {say('form.addRecipient')}
      </Button>
    </section>
  );
}

interface RecipientEditorProps {
  readonly recipient: Recipient;
  readonly number: number;
  readonly onChange: (recipient: Recipient) => void;
  readonly onRemove: (() => void) | undefined;
}

function RecipientEditor({ recipient, number, onChange, onRemove }: RecipientEditorProps) {
  const say = useTexts();
  return (
    <li>
      <fieldset className="lf-fieldset">
        <legend className="visually-hidden">{say('form.recipient', { number })}</legend>
        <div className="lf-form-recipient">
          <CorrespondentFields value={recipient} onChange={(part) => onChange({ ...recipient, ...part })} />
          {onRemove && (
            <IconButton icon="it-delete" label={say('form.removeRecipient', { number })} onClick={onRemove} />
          )}
        </div>
      </fieldset>
    </li>
  );
}
