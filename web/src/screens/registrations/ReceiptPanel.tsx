import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client';
import { receipts } from '../../api/desks';
import type { RegistrationDetail } from '../../api/types';
import { useMay } from '../../app/session/use-session';
import { useAction } from '../../app/use-action';
import { Badge } from '../../design/Badge';
import { Button, ButtonAnchor } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextField } from '../../design/TextField';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

/** What is printed at the counter: the receipt for whoever handed it in, the label for the paper that stays. */
export function ReceiptPanel({ registration }: { readonly registration: RegistrationDetail }) {
  const say = useTexts();
  const may = useMay();
  const { id, direction, barcode } = registration;
  const givesReceipt = direction === 'INCOMING' && may('protocol.register');
  if (!givesReceipt && barcode === null) return null;
  return (
    <section className="lf-card" aria-labelledby="to-print">
      <h2 id="to-print">{say('receipt.title')}</h2>
      {barcode !== null && (
        <p>
          <ButtonAnchor icon="it-print" href={receipts.labelUrl(id)} target="_blank" rel="noreferrer">
            {say('receipt.label')}
          </ButtonAnchor>
        </p>
      )}
      {givesReceipt && <Receipt id={id} />}
    </section>
  );
}

const WATCH_MS = 5_000;

function Receipt({ id }: { readonly id: string }) {
  const say = useTexts();
  const format = useFormat();
  const [endsOn, setEndsOn] = useState('');
  const { busy, error, run } = useAction(['registration', id]);
  const { data } = useQuery({
    queryKey: ['registration', id, 'receipts'],
    queryFn: () => receipts.of(id),
    refetchInterval: ({ state }) =>
      state.data?.items.some((receipt) => receipt.state === 'TO_SEAL') ? WATCH_MS : false,
  });
  const made = data?.items ?? [];
  const make = () =>
    run(async () => {
      await receipts.make(id, endsOn === '' ? null : endsOn, newKey());
    });
  return (
    <div className="lf-panel-form">
      {error !== null && <ErrorNotice error={error} />}
      <TextField
        label={say('receipt.endsOn')}
        hint={say('receipt.endsOnHint')}
        type="date"
        value={endsOn}
        onChange={(event) => setEndsOn(event.target.value)}
      />
      <p className="lf-desk-actions">
        <Button busy={busy} icon="it-file" onClick={() => void make()}>
          {say('receipt.make')}
        </Button>
      </p>
      <div role="status">
        {made.length > 0 && (
          <ul className="list-unstyled">
            {made.map((receipt) => (
              <li key={receipt.id}>
                {receipt.state === 'SEALED' ? (
                  <a href={receipts.url(id, receipt.id)} target="_blank" rel="noreferrer">
                    {say('receipt.open')}
                  </a>
                ) : (
                  <Badge tone="warning">{say('receipt.toSeal')}</Badge>
                )}{' '}
                <span className="lf-soft">
                  {format.day(receipt.askedAt.slice(0, 10))} {format.time(receipt.askedAt)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
