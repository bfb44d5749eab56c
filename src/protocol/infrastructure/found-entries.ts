import type { GrantedAnnulment } from '../domain/annulment';
import type { HashedFile, HashedRegistration } from '../domain/registration-hash';
import type { SegnaturaNames } from '../domain/segnatura-names';
import { HASHED_COLUMNS, HASHED_FILES } from './hashed-columns';

export interface LaterClass {
  readonly code: string;
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string;
}

/** An entry as it stands in the register, with what was decided about it since. */
export interface FoundRegistration extends Omit<HashedRegistration, 'files'> {
  readonly hash: Buffer;
  readonly files: readonly HashedFile[] | null;
  readonly names: SegnaturaNames | null;
  /** Of an entry of form 1. */
  readonly xml: string | null;
  readonly offices: readonly string[];
  readonly readers: readonly string[] | null;
  readonly completedSha256: string | null;
  readonly againId: string | null;
  /** Classes that it had after the registered one, in their order. */
  readonly classes: readonly LaterClass[];
  /** Granted ones, in the order of their decisions. */
  readonly annulments: readonly GrantedAnnulment[];
}

export const FOUND_ENTRIES = `
  SELECT ${HASHED_COLUMNS}, entry.hash, ${HASHED_FILES} AS files, names.names, segnatura.xml,
         array_remove(ARRAY[entry.office_id] || ARRAY(
           SELECT unnest(ARRAY[assigned.office_id, assigned.person_id]) FROM assignment assigned
            WHERE assigned.registration_id = entry.id AND assigned.state IN ('PENDING', 'ACCEPTED')), NULL) AS offices,
         CASE WHEN reservation.reserved
              THEN array_remove(reservation.person_ids || reservation.office_ids || entry.operator_id, NULL) END AS readers,
         (SELECT encode(sha256, 'hex') FROM registration_completion completion
           WHERE completion.registration_id = entry.id) AS "completedSha256",
         (SELECT coalesce(json_agg(json_build_object('requestId', asked.id, 'scope', asked.scope,
                   'corrections', asked.corrections, 'reason', asked.reason, 'actReference', decided.act_reference,
                   'decidedBy', decided.decided_by, 'decidedAt', decided.decided_at) ORDER BY decided.decided_at), '[]')
            FROM annulment_decision decided JOIN annulment_request asked ON asked.id = decided.request_id
           WHERE decided.registration_id = entry.id AND decided.granted) AS annulments,
         (SELECT coalesce(json_agg(json_build_object('code', changed.classification_code, 'reason', changed.reason,
                   'decidedBy', changed.decided_by, 'decidedAt', changed.decided_at) ORDER BY changed.sequence), '[]')
            FROM registration_class changed WHERE changed.registration_id = entry.id) AS classes,
         (SELECT later.id FROM registration later WHERE later.again_of = entry.id) AS "againId"
    FROM registration entry
    LEFT JOIN segnatura_names names ON names.body_id = entry.body_id AND names.hash = entry.segnatura_hash
    LEFT JOIN registration_segnatura segnatura ON segnatura.registration_id = entry.id
    LEFT JOIN LATERAL (SELECT * FROM registration_reservation changed WHERE changed.registration_id = entry.id
                        ORDER BY changed.sequence DESC LIMIT 1) reservation ON true`;
