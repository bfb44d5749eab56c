import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents with their versions, and the plichi that put them together. */
export class CreateDocuments1795298520000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document (
        id uuid NOT NULL CONSTRAINT document_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        owner_id uuid,
        file_name text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE document_version (
        id uuid NOT NULL CONSTRAINT document_version_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        document_id uuid NOT NULL,
        number integer NOT NULL,
        sha256 text NOT NULL,
        size bigint NOT NULL,
        media_type text NOT NULL,
        origin text NOT NULL,
        page_count integer,
        signatures integer NOT NULL,
        title text,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX document_version_number_key ON document_version (document_id, number)`,
    );
    await runner.query(`CREATE INDEX document_version_sha256_idx ON document_version (sha256)`);
    await runner.query(`
      CREATE TRIGGER document_version_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TABLE plico (
        id uuid NOT NULL CONSTRAINT plico_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE plico_file (
        id uuid NOT NULL CONSTRAINT plico_file_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        plico_id uuid NOT NULL,
        revision integer NOT NULL,
        position integer NOT NULL,
        role text NOT NULL,
        document_id uuid NOT NULL,
        to_sign boolean NOT NULL,
        frozen_sha256 text,
        current_version_id uuid
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX plico_file_position_key ON plico_file (plico_id, revision, position)`,
    );
    await runner.query(`CREATE INDEX plico_file_document_idx ON plico_file (document_id)`);
    // What is frozen stays so: a change is a new revision.
    await runner.query(`
      CREATE FUNCTION keep_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.frozen_sha256 IS NOT NULL AND (TG_OP = 'DELETE'
             OR NEW.frozen_sha256 IS DISTINCT FROM OLD.frozen_sha256 OR NEW.document_id <> OLD.document_id
             OR NEW.to_sign <> OLD.to_sign OR NEW.role <> OLD.role OR NEW.position <> OLD.position) THEN
          RAISE EXCEPTION 'file % of revision % is frozen', OLD.id, OLD.revision USING ERRCODE = 'LF001';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
      END $$`);
    await runner.query(`
      CREATE TRIGGER plico_file_stays_frozen BEFORE UPDATE OR DELETE ON plico_file
        FOR EACH ROW EXECUTE FUNCTION keep_frozen()`);
    for (const table of ['document', 'document_version', 'plico', 'plico_file']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO libro_firma_application`);
    }
    await runner.query(`GRANT UPDATE, DELETE ON plico_file TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE plico_file, plico, document_version, document`);
    await runner.query(`DROP FUNCTION keep_frozen()`);
  }
}
