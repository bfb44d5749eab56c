import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { classification } from '../../api/protocol';
import type { ClassProposal, ProposeClassInput } from '../../api/protocol-types';
import { useDebounced } from '../../app/use-debounced';
import { Button } from '../../design/Button';
import { useTexts } from '../../texts/use-texts';

interface ClassProposalsProps {
  readonly question: ProposeClassInput;
  readonly chosen: string;
  readonly onAccept: (code: string) => void;
}

/** What the service would classify it as, and from what it learnt that; one key accepts the first. */
export function ClassProposals({ question, chosen, onAccept }: ClassProposalsProps) {
  const say = useTexts();
  const asked = useDebounced(JSON.stringify(question));
  const { data } = useQuery({
    queryKey: ['class-proposals', asked],
    queryFn: () => classification.propose(JSON.parse(asked) as ProposeClassInput),
    placeholderData: keepPreviousData,
  });
  const items = data?.items ?? [];
  useAcceptKey(items[0], onAccept);
  if (items.length === 0) return null;
  return (
    <div className="lf-class-proposals" role="group" aria-label={say('incoming.proposals')}>
      <span className="lf-soft">{say('incoming.proposals')}</span>
      {items.map((item) => (
        <Button
          key={item.code}
          size="small"
          look={item.code === chosen ? 'primary' : 'secondary'}
          aria-pressed={item.code === chosen}
          onClick={() => onAccept(item.code)}
        >
          {item.code} {item.title} (
          {say(`incoming.proposal.${item.reason}`, { percent: Math.round(item.share * 100) })})
        </Button>
      ))}
    </div>
  );
}

function useAcceptKey(first: ClassProposal | undefined, onAccept: (code: string) => void): void {
  const latest = useRef({ first, onAccept });
  useEffect(() => {
    latest.current = { first, onAccept };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { first: proposal, onAccept: accept } = latest.current;
      if (!event.altKey || event.code !== 'KeyC' || !proposal) return;
      event.preventDefault();
      accept(proposal.code);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
