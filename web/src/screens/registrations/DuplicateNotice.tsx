import { useEffect, useRef } from 'react';
import type { LikelyDuplicate } from '../../api/protocol-types';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { EntrySubject } from './EntrySubject';

interface DuplicateNoticeProps {
  readonly items: readonly LikelyDuplicate[];
  readonly onGoOn: () => void;
}

/** What is likely to be registered already, before a number is taken; opened beside the form, so that nothing is lost. */
export function DuplicateNotice({ items, onGoOn }: DuplicateNoticeProps) {
  const say = useTexts();
  const format = useFormat();
  const goOn = useRef<HTMLButtonElement>(null);
  useEffect(() => goOn.current?.focus(), []);
  return (
    <Notice tone="warning" announce title={say('incoming.duplicates')}>
      <ul>
        {items.map(({ registration, reasons }) => (
          <li key={registration.id}>
            <a href={`/registrations/${registration.id}`} target="_blank" rel="noreferrer">
              {registration.number}/{registration.year}
            </a>{' '}
            {format.day(registration.registeredOn)}, <EntrySubject entry={registration} /> (
            {reasons.map((reason) => say(`incoming.duplicates.${reason}`)).join(', ')})
          </li>
        ))}
      </ul>
      <p>{say('incoming.duplicatesHint')}</p>
      <Button ref={goOn} className="lf-incoming-wrap" onClick={onGoOn}>
        {say('incoming.duplicatesGoOn')}
      </Button>
    </Notice>
  );
}
