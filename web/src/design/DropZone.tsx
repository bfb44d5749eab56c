import { useId, useState, type DragEvent } from 'react';
import { useTexts } from '../texts/use-texts';
import { Icon } from './Icon';

interface DropZoneProps {
  readonly label: string;
  readonly hint?: string;
  readonly multiple?: boolean;
  readonly accept?: string;
  readonly compact?: boolean;
  readonly invalid?: boolean;
  readonly onFiles: (files: File[]) => void;
}

/** Takes files by choice or by drop; the whole area is the label of a real file input. */
export function DropZone(props: DropZoneProps) {
  const { label, hint, multiple = false, accept, compact = false, invalid = false, onFiles } = props;
  const say = useTexts();
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
  };
  const onDrag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === 'dragover' || event.type === 'dragenter');
  };
  return (
    <div
      className={`lf-drop ${over ? 'lf-drop-over' : ''} ${compact ? 'lf-drop-compact' : ''} ${invalid ? 'lf-drop-invalid' : ''}`}
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={onDrag}
      onDrop={(event) => {
        onDrag(event);
        take(event.dataTransfer.files);
      }}
    >
      <input
        id={id}
        type="file"
        className="visually-hidden"
        multiple={multiple}
        accept={accept}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <label htmlFor={id}>
        <Icon name="it-upload" size={compact ? 'sm' : 'lg'} />
        <span>
          <b>{label}</b> {say(multiple ? 'drop.hint' : 'drop.hintOne')}
        </span>
      </label>
      {hint && (
        <p className="lf-field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
