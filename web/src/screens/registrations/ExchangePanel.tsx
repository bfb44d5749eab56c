import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client';
import { exchange, type ExchangeView, type Message, type MessageKind } from '../../api/desks';
import { documents } from '../../api/endpoints';
import type { RegistrationDetail } from '../../api/types';
import { useMay } from '../../app/session/use-session';
import { useAction } from '../../app/use-action';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { ButtonDownload } from '../../design/ButtonDownload';
import { DropZone } from '../../design/DropZone';
import { ErrorNotice } from '../../design/ErrorNotice';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { ReasonDialog } from '../request/ReasonDialog';
import { ReceivedSegnatura } from './ReceivedSegnatura';

/** What other offices say of it: the segnatura that came with it, and messages to and fro. */
export function ExchangePanel({ registration }: { readonly registration: RegistrationDetail }) {
  const say = useTexts();
  const may = useMay();
  const { id, direction } = registration;
  const queryKey = ['registration', id, 'exchange'];
  const query = useQuery({ queryKey, queryFn: () => exchange.of(id) });
  const { error, run } = useAction(queryKey);
  if (direction === 'INTERNAL' || !query.data) return null;
  const { segnatura, seal, messages } = query.data;
  const isIncoming = direction === 'INCOMING';
  const keep = (file: File | undefined) =>
    file && run(async () => exchange.keepSegnatura(id, (await documents.upload(file, 'annex')).id, newKey()));
  return (
    <section className="lf-card lf-exchange" aria-labelledby="exchange">
      <h2 id="exchange">{say('exchange.title')}</h2>
      {error !== null && <ErrorNotice error={error} />}
      {!isIncoming && <OwnSeal seal={seal} />}
      {segnatura && <ReceivedSegnatura found={segnatura} />}
      {isIncoming && !segnatura && may('protocol.register') && (
        <DropZone
          compact
          label={say('exchange.keep')}
          hint={say('exchange.keepHint')}
          accept=".xml"
          onFiles={([file]) => void keep(file)}
        />
      )}
      <Messages id={id} messages={messages} />
      {may('protocol.dispatch') && <MakeMessage id={id} kinds={kindsFor(query.data, isIncoming)} />}
    </section>
  );
}

/** What the segnatura lets be answered: an office that wrote one is told of number, fault, change and annulment. */
function kindsFor({ segnatura }: ExchangeView, isIncoming: boolean): readonly MessageKind[] {
  if (isIncoming) return segnatura ? ['CONFIRMATION', 'EXCEPTION', 'UPDATE', 'ANNULMENT'] : [];
  return ['UPDATE', 'ANNULMENT'];
}

function OwnSeal({ seal }: { readonly seal: ExchangeView['seal'] }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <p>
      <Badge tone={seal ? 'good' : 'warning'} icon={seal ? 'it-check-circle' : 'it-clock'}>
        {say(seal ? 'exchange.sealed' : 'exchange.unsealed')}
      </Badge>{' '}
      {seal && <span className="lf-soft">{`${seal.level} · ${format.day(seal.sealedAt.slice(0, 10))}`}</span>}
    </p>
  );
}

function Messages({ id, messages }: { readonly id: string; readonly messages: readonly Message[] }) {
  const say = useTexts();
  const format = useFormat();
  if (messages.length === 0) return null;
  return (
    <>
      <h3>{say('exchange.messages')}</h3>
      <ul className="lf-arrivals-list lf-exchange-messages">
        {messages.map((message) => (
          <li key={message.id}>
            <div>
              <p>
                <b>{say(`exchange.kind.${message.kind}`)}</b>{' '}
                <Badge tone={message.direction === 'SENT' ? 'info' : 'neutral'}>
                  {say(`exchange.direction.${message.direction}`)}
                </Badge>
              </p>
              <p className="lf-soft">
                {format.day(message.notedAt.slice(0, 10))} · {message.edition}
                {message.reason !== null && ` · ${message.reason}`}
                {message.faults.length > 0 &&
                  ` · ${say('exchange.faults', { count: message.faults.length })}`}
              </p>
            </div>
            <ButtonDownload look="plain" href={exchange.messageUrl(id, message.id)}>
              XML<span className="visually-hidden">: {say(`exchange.kind.${message.kind}`)}</span>
            </ButtonDownload>
          </li>
        ))}
      </ul>
    </>
  );
}

function MakeMessage({ id, kinds }: { readonly id: string; readonly kinds: readonly MessageKind[] }) {
  const say = useTexts();
  const [kind, setKind] = useState<MessageKind | null>(null);
  const { busy, error, run } = useAction(['registration', id, 'exchange']);
  const { run: runOfDialog } = useAction(['registration', id, 'exchange']);
  if (kinds.length === 0) return null;
  const choose = (chosen: MessageKind) =>
    chosen === 'CONFIRMATION'
      ? void run(() => exchange.make(id, { kind: chosen }, newKey()))
      : setKind(chosen);
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div className="lf-desk-actions" role="group" aria-label={say('exchange.make')}>
        {kinds.map((each) => (
          <Button key={each} size="small" busy={busy} onClick={() => choose(each)}>
            {say(`exchange.make.${each}`)}
          </Button>
        ))}
      </div>
      {kind !== null && (
        <ReasonDialog
          title={say(`exchange.make.${kind}`)}
          lead={say('exchange.makeLead')}
          submit={say('exchange.makeSubmit')}
          onSubmit={async (reason) => {
            await exchange.make(id, { kind, reason }, newKey());
            await runOfDialog(() => Promise.resolve());
          }}
          onClose={() => setKind(null)}
        />
      )}
    </>
  );
}
