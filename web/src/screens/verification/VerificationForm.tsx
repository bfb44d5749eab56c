import { useState } from 'react';
import { Checkbox } from '../../design/Checkbox';
import { DropZone } from '../../design/DropZone';
import { IconButton } from '../../design/IconButton';
import { useTexts } from '../../texts/use-texts';
import type { SendingOptions } from './use-sending';

interface VerificationFormProps {
  readonly onSend: (files: readonly File[], options: SendingOptions) => void;
}

/** Where files are dropped; what few need lies folded below. */
export function VerificationForm({ onSend }: VerificationFormProps) {
  const say = useTexts();
  const [keep, setKeep] = useState(false);
  const [contents, setContents] = useState<readonly File[]>([]);
  return (
    <section className="lf-card lf-verify-form">
      <DropZone
        label={say('verify.choose')}
        hint={say('verify.chooseHint')}
        onFiles={(files) => onSend(files, { keep, contents })}
        multiple
      />
      <Checkbox label={say('verify.keep')} hint={say('verify.keepHint')} checked={keep} onToggle={setKeep} />
      <details>
        <summary>{say('verify.contents')}</summary>
        <p className="lf-soft">{say('verify.contentsHint')}</p>
        <DropZone
          label={say('verify.contentsChoose')}
          compact
          multiple
          onFiles={(files) => setContents([...contents, ...files])}
        />
        <ul className="lf-verify-list">
          {contents.map((file, place) => (
            <li key={place}>
              <span>{file.name}</span>
              <IconButton
                icon="it-close"
                label={say('verify.contentsRemove', { name: file.name })}
                onClick={() => setContents(contents.filter((_, other) => other !== place))}
              />
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
