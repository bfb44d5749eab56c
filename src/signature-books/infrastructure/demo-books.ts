import { newId } from '@libro-firma/kernel';
import type { DemoSeed } from '../../platform/module-definition';
import { type RouteTemplateStep, SignatureBookRow } from './request.rows';

interface Holder {
  readonly office_id: string;
  readonly aoo_id: string;
  readonly body_id: string;
  readonly office_code: string;
  readonly office: string;
  readonly signer_id: string;
  readonly endorser_id: string | null;
}

/** Two books, with and without protocol, for each office that has a signer. */
export async function seedDemoBooks({ manager }: DemoSeed): Promise<void> {
  const holders = await manager.query<Holder[]>(
    `SELECT office.id AS office_id, office.aoo_id, office.body_id, office.code AS office_code, office.name AS office,
            signer.person_id AS signer_id,
            (SELECT person_id FROM appointment endorser WHERE endorser.office_id = office.id AND endorser.role = 'endorser' LIMIT 1) AS endorser_id
       FROM office JOIN appointment signer ON signer.office_id = office.id AND signer.role = 'signer' ORDER BY office.code`,
  );
  for (const holder of holders) {
    const route: RouteTemplateStep[] = [
      ...(holder.endorser_id ? [{ kind: 'ENDORSE' as const, holderIds: [holder.endorser_id] }] : []),
      { kind: 'SIGN' as const, holderIds: [holder.signer_id] },
    ];
    const shared = {
      bodyId: holder.body_id,
      aooId: holder.aoo_id,
      officeId: holder.office_id,
      defaultRoute: route,
    };
    await manager.insert(SignatureBookRow, [
      { id: newId(), ...shared, name: `${holder.office} – Libro Firma con protocollo`, withProtocol: true },
      {
        id: newId(),
        ...shared,
        name: `${holder.office} – Libro Firma senza protocollo`,
        withProtocol: false,
      },
    ]);
  }
}
