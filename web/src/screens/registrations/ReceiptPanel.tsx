import { useState } from 'react';
import { newKey } from '../../api/client';
import { receipts } from '../../api/desks';
import type { RegistrationDetail } from '../../api/types';
import { useMay } from '../../app/session/use-session';
import { useAction } from '../../app/use-action';
import { Button, ButtonAnchor } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextField } from '../../design/TextField';
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

function Receipt({ id }: { readonly id: string }) {
  const say = useTexts();
  const [endsOn, setEndsOn] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const { busy, error, run } = useAction(['registration', id]);
  const make = () =>
    run(async () => setMade((await receipts.make(id, endsOn === '' ? null : endsOn, newKey())).id));
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
      <p className="lf-desk-actions" role="status">
        <Button busy={busy} icon="it-file" onClick={() => void make()}>
          {say('receipt.make')}
        </Button>
        {made !== null && (
          <ButtonAnchor
            look="primary"
            icon="it-print"
            href={receipts.url(id, made)}
            target="_blank"
            rel="noreferrer"
          >
            {say('receipt.open')}
          </ButtonAnchor>
        )}
      </p>
    </div>
  );
}
