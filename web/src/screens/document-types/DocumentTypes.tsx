import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { documentTypes } from '../../api/endpoints';
import type { TypeList } from '../../api/types';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Skeleton } from '../../design/Skeleton';
import { Table } from '../../design/Table';
import { useTexts } from '../../texts/use-texts';
import { TypeDialog } from './TypeDialog';
import { type DocumentType, PLAIN_TYPE } from './type-state';
import './document-types.css';

/** The kinds of acts of the AOO: what numbers them, in which order, and which rules their requests follow. */
export function DocumentTypes() {
  const say = useTexts();
  const client = useQueryClient();
  const view = useQuery({ queryKey: ['document-types'], queryFn: documentTypes.list });
  const [open, setOpen] = useState<DocumentType | null>(null);
  const done = () => {
    setOpen(null);
    void client.invalidateQueries({ queryKey: ['document-types'] });
  };
  return (
    <section className="lf-card" aria-labelledby="document-types">
      <div className="lf-types-heading">
        <h2 id="document-types">{say('types.title')}</h2>
        <Button size="small" icon="it-plus" onClick={() => setOpen(PLAIN_TYPE)}>
          {say('types.add')}
        </Button>
      </div>
      <p className="lf-field-hint">{say('types.lead')}</p>
      {view.isPending && <Skeleton rows={3} />}
      {view.isError && <ErrorNotice error={view.error} onRetry={() => void view.refetch()} />}
      {view.data && <TypeTable types={view.data.items} onChange={setOpen} />}
      {open && (
        <TypeDialog
          type={open}
          registers={registersIn(view.data?.items ?? [], say('types.protocol'))}
          onDone={done}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

function TypeTable({
  types,
  onChange,
}: {
  readonly types: TypeList['items'];
  readonly onChange: (type: DocumentType) => void;
}) {
  const say = useTexts();
  const columns = [say('types.name'), say('types.registers'), say('types.order'), say('types.rules'), ''];
  return (
    <Table label={say('types.title')} columns={columns}>
      {types.map((type) => (
        <tr key={type.id}>
          <td data-label={columns[0]}>
            <b>{type.name}</b> <span className="lf-soft">{type.code}</span>
          </td>
          <td data-label={columns[1]}>{type.registers.join(', ') || say('types.none')}</td>
          <td data-label={columns[2]}>{say(`types.order.${type.policy.order ?? 'A'}`)}</td>
          <td data-label={columns[3]}>
            {[
              say(`types.fourEyes.${type.policy.fourEyes}`),
              ...(type.policy.mustRead ? [say('types.mustRead')] : []),
              ...(type.policy.deadline === 'hard' ? [say('types.hard')] : []),
            ].join(' · ')}
          </td>
          <td>
            <Button size="small" icon="it-pencil" onClick={() => onChange(type)}>
              {say('types.change')}
            </Button>
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** The protocol, and every register that some type names already. */
function registersIn(types: TypeList['items'], protocol: string): ReadonlyMap<string, string> {
  const named = types.flatMap(({ policy, registers }) =>
    policy.registers.map((id, index) => [id, registers[index] ?? id] as const),
  );
  return new Map([['PROTOCOL', protocol], ...named]);
}
