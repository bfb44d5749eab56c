import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client';
import { annulments } from '../../api/endpoints';
import type { RegistrationDetail } from '../../api/types';
import { useMay } from '../../app/session/use-session';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { ReasonDialog } from '../request/ReasonDialog';

/** What was annulled, always visible; what is right stands beside what was registered (DPR 445/2000 art. 54). */
export function AnnulmentNotices({ registration }: { readonly registration: RegistrationDetail }) {
  const say = useTexts();
  const format = useFormat();
  return registration.annulments.map((annulment) => (
    <Notice
      key={annulment.requestId}
      tone={annulment.scope === 'WHOLE' ? 'bad' : 'warning'}
      title={say(annulment.scope === 'WHOLE' ? 'annulments.annulled' : 'annulments.corrected')}
    >
      <p>
        {say('annulments.by', {
          act: annulment.actReference,
          person: annulment.decidedBy,
          day: format.day(annulment.decidedAt.slice(0, 10)),
        })}{' '}
        {annulment.reason}
      </p>
      {annulment.corrections.map((correction) => (
        <p key={correction.field}>
          {say(`annulments.field.${correction.field}`)}:{' '}
          <b>
            {correction.field === 'subject'
              ? correction.value
              : correction.value
                  .map(({ name, familyName }) => [name, familyName].join(' ').trim())
                  .join(', ')}
          </b>
        </p>
      ))}
    </Notice>
  ));
}

export function AskAnnulment({ registration }: { readonly registration: RegistrationDetail }) {
  const say = useTexts();
  const may = useMay();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  if (registration.annulled || !may('protocol.register')) return null;
  const submit = async (reason: string) => {
    await annulments.ask(registration.id, { scope: 'WHOLE', reason }, newKey());
    setAsked(true);
    await client.invalidateQueries({ queryKey: ['registration', registration.id] });
  };
  return (
    <>
      <Button icon="it-close-circle" onClick={() => setOpen(true)}>
        {say('annulments.ask')}
      </Button>
      <span role="status">{asked && say('annulments.askedDone')}</span>
      {open && (
        <ReasonDialog
          title={say('annulments.ask')}
          lead={say('annulments.askLead', { number: registration.number })}
          submit={say('annulments.askSubmit')}
          onSubmit={submit}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
