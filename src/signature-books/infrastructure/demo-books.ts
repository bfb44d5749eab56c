import { newId } from '@libro-firma/kernel';
import type { DemoSeed } from '../../platform/module-definition';
import { PLAIN_POLICY } from '../domain/type-policy';
import { type RouteTemplateStep, SignatureBookRow } from './request.rows';
import { DocumentTypeRow, ReturnReasonRow } from './type.rows';

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
  const types = await seedTypes(manager, holders);
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
      {
        id: newId(),
        ...shared,
        name: `${holder.office} – Libro Firma con protocollo`,
        withProtocol: true,
        documentTypeId: types.get(`${holder.aoo_id} registered`) ?? null,
      },
      {
        id: newId(),
        ...shared,
        name: `${holder.office} – Libro Firma senza protocollo`,
        withProtocol: false,
        documentTypeId: types.get(`${holder.aoo_id} signed`) ?? null,
      },
    ]);
  }
}

const REASONS = [
  ['MISSING_ANNEX', 'Manca un allegato', 'An annex is missing'],
  ['WRONG_DATA', 'Dati o importi errati', 'Wrong data or amounts'],
  ['WRONG_RECIPIENT', 'Destinatario errato', 'Wrong recipient'],
  ['WORDING', 'Testo da rivedere', 'The wording is to be revised'],
  ['LEGAL_GROUND', 'Presupposti di legge da chiarire', 'The legal grounds are to be clarified'],
  ['OTHER', 'Altro', 'Something else'],
] as const;

/** The two types of documents of every AOO, registered and signed only, and why acts are sent back. */
async function seedTypes(
  manager: DemoSeed['manager'],
  holders: readonly Holder[],
): Promise<Map<string, string>> {
  const types = new Map<string, string>();
  for (const { aoo_id: aooId, body_id: bodyId } of holders) {
    if (types.has(`${aooId} registered`)) continue;
    const [registered, signed] = [newId(), newId()];
    types.set(`${aooId} registered`, registered).set(`${aooId} signed`, signed);
    const of = { bodyId, aooId };
    await manager.insert(DocumentTypeRow, [
      {
        ...of,
        id: registered,
        code: 'CON-PROTOCOLLO',
        name: 'Atto con protocollo',
        policy: { ...PLAIN_POLICY, registers: ['PROTOCOL'] },
      },
      { ...of, id: signed, code: 'SENZA-PROTOCOLLO', name: 'Atto senza protocollo', policy: PLAIN_POLICY },
    ]);
  }
  const [body] = holders;
  if (body)
    await manager.insert(
      ReturnReasonRow,
      REASONS.map(([code, textIt, textEn], position) => ({
        id: newId(),
        bodyId: body.body_id,
        code,
        textIt,
        textEn,
        position,
      })),
    );
  return types;
}
