/** Columns of `registration entry` as HashedRegistration has them. */
export const HASHED_COLUMNS = `entry.form, entry.id, entry.body_id AS "bodyId", entry.aoo_id AS "aooId",
  entry.register_id AS "registerId", entry.register_code AS "registerCode", entry.year, entry.number,
  entry.registered_at AS "registeredAt", entry.registered_on::text AS "registeredOn", entry.direction, entry.subject,
  entry.sender, entry.further_senders AS "furtherSenders", entry.recipients,
  entry.classification_code AS "classificationCode", entry.means, entry.message_id AS "messageId",
  entry.sender_reference AS "senderReference", entry.sender_reference_date::text AS "senderReferenceDate",
  entry.received_on::text AS "receivedOn", entry.deferral, entry.reserved, entry.emergency,
  entry.again_of AS "againOf", entry.is_open AS "isOpen", entry.operator_id AS "operatorId",
  entry.office_id AS "officeId", entry.key, entry.segnatura_hash AS "segnaturaHash",
  entry.previous_hash AS "previousHash"`;

/** Its files in their order, as HashedFile has them; null when it has none. */
export const HASHED_FILES = `
  (SELECT json_agg(json_build_object('role', file.role, 'fileName', file.file_name,
            'mediaType', file.media_type, 'size', file.size, 'algorithm', file.algorithm,
            'hash', encode(file.hash, 'hex'), 'documentVersionId', file.document_version_id,
            'signed', file.signed, 'medium', file.medium, 'description', file.description,
            'sheets', file.sheets, 'place', file.place, 'flags', file.flags) ORDER BY file.position)
     FROM registration_file file WHERE file.registration_id = entry.id)`;
