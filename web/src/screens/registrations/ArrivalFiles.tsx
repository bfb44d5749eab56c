import { arrivals } from '../../api/protocol';
import type { ArrivalDetail } from '../../api/protocol-types';
import { Badge } from '../../design/Badge';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

/** Of a container with very many, the first ones: all of them are registered. */
const SHOWN = 20;

/** The files of an arrival; an infected one has no link: it is registered, and not opened. */
export function ArrivalFiles({ arrival }: { readonly arrival: ArrivalDetail }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <section aria-label={say('incoming.arrival')}>
      <p>
        <b>{say('incoming.arrivalHint', { title: arrival.title, count: arrival.files.length })}</b>
      </p>
      <ul className="lf-arrival-files">
        {arrival.files.slice(0, SHOWN).map((file) => (
          <li key={file.position}>
            {file.scan === 'INFECTED' ? (
              file.fileName
            ) : (
              <a href={arrivals.fileUrl(arrival.id, file.position)} target="_blank" rel="noreferrer">
                {file.fileName}
              </a>
            )}{' '}
            <span className="lf-soft">{format.size(file.size)}</span> <ScanBadge file={file} />
            {isKnownNote(file.note) && <Badge tone="warning">{say(`arrivals.note.${file.note}`)}</Badge>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const NOTES = ['ENCRYPTED', 'DAMAGED', 'TOO_LARGE'] as const;

function isKnownNote(note: string | null): note is (typeof NOTES)[number] {
  return NOTES.some((each) => each === note);
}

function ScanBadge({ file }: { readonly file: ArrivalDetail['files'][number] }) {
  const say = useTexts();
  if (file.scan === 'INFECTED')
    return (
      <Badge tone="bad" icon="it-warning-circle" title={file.threat ?? ''}>
        {say('arrivals.infected')}
      </Badge>
    );
  return <Badge>{say(file.scan === 'CLEAN' ? 'arrivals.clean' : 'arrivals.notScanned')}</Badge>;
}
