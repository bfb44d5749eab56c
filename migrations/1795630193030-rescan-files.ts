import type { MigrationInterface, QueryRunner } from 'typeorm';

const FILES_TO_SCAN = 'files_to_scan(uuid)';

/** Files of late that no engine has looked at: it was away, or could not read them. Ids grow with time, so a bound is enough. */
export class RescanFiles1795630193030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION files_to_scan(since uuid) RETURNS TABLE (body_id uuid, sha256 text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT owed.body_id, owed.sha256 FROM (
          SELECT file.body_id, version.sha256 FROM arrival_file file
            JOIN document_version version ON version.document_id = file.document_id
           WHERE file.arrival_id >= since
          UNION
          SELECT file.body_id, encode(file.hash, 'hex') FROM registration_file file
           WHERE file.registration_id >= since AND file.medium = 'DIGITAL' AND file.document_version_id IS NOT NULL) owed
         WHERE NOT EXISTS (SELECT 1 FROM file_scan scan
                            WHERE scan.body_id = owed.body_id AND scan.sha256 = owed.sha256)
         -- In no order: what the engine cannot read at all, such as a file too large for it, keeps no other from its turn.
         ORDER BY random() LIMIT 200 $$`);
    await runner.query(`REVOKE ALL ON FUNCTION ${FILES_TO_SCAN} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${FILES_TO_SCAN} TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION ${FILES_TO_SCAN}`);
  }
}
