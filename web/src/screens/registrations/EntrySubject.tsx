import { Badge } from '../../design/Badge';
import { useTexts } from '../../texts/use-texts';

interface EntrySubjectProps {
  readonly entry: { readonly subject: string; readonly annulled: boolean };
}

/** The subject beside a number; of an annulled one struck through and marked, wherever it is (DPR 445/2000 art. 54). */
export function EntrySubject({ entry: { subject, annulled } }: EntrySubjectProps) {
  const say = useTexts();
  if (!annulled) return subject;
  return (
    <>
      <Badge tone="bad" icon="it-close-circle">
        {say('annulments.mark')}
      </Badge>{' '}
      <s>{subject}</s>
    </>
  );
}
