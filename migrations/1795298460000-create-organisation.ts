import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  'aoo',
  'sector',
  'office',
  'person',
  'appointment',
  'register',
  'classification_entry',
  'holiday',
  'mailbox',
  'seal',
];

/** Body → AOO → sectors and offices, people and their appointments, and what belongs to an AOO. */
export class CreateOrganisation1795298460000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE body (
        id uuid NOT NULL CONSTRAINT body_pkey PRIMARY KEY,
        name text NOT NULL,
        ipa_code text NOT NULL,
        tax_code text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE aoo (
        id uuid NOT NULL CONSTRAINT aoo_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        code text NOT NULL,
        name text NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX aoo_code_key ON aoo (body_id, code)`);
    await runner.query(`
      CREATE TABLE sector (
        id uuid NOT NULL CONSTRAINT sector_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        name text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE office (
        id uuid NOT NULL CONSTRAINT office_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        sector_id uuid NOT NULL,
        parent_id uuid,
        kind text NOT NULL,
        code text NOT NULL,
        name text NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX office_code_key ON office (body_id, code)`);
    await runner.query(`
      CREATE TABLE person (
        id uuid NOT NULL CONSTRAINT person_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        given_name text NOT NULL,
        family_name text NOT NULL,
        tax_code text NOT NULL,
        username text NOT NULL,
        email text
      )`);
    await runner.query(`CREATE UNIQUE INDEX person_username_key ON person (body_id, username)`);
    await runner.query(`CREATE UNIQUE INDEX person_tax_code_key ON person (body_id, tax_code)`);
    await runner.query(`
      CREATE TABLE appointment (
        id uuid NOT NULL CONSTRAINT appointment_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        person_id uuid NOT NULL,
        office_id uuid NOT NULL,
        role text NOT NULL,
        capacity text,
        act_reference text NOT NULL,
        valid_from date NOT NULL,
        valid_to date
      )`);
    await runner.query(`CREATE INDEX appointment_person_idx ON appointment (body_id, person_id)`);
    await runner.query(`
      CREATE TABLE register (
        id uuid NOT NULL CONSTRAINT register_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        code text NOT NULL,
        name text NOT NULL,
        kind text NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX register_code_key ON register (aoo_id, code)`);
    await runner.query(`
      CREATE TABLE classification_entry (
        id uuid NOT NULL CONSTRAINT classification_entry_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        code text NOT NULL,
        title text NOT NULL,
        valid_from date NOT NULL,
        valid_to date
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX classification_entry_code_key ON classification_entry (aoo_id, code, valid_from)`,
    );
    await runner.query(`
      CREATE TABLE holiday (
        id uuid NOT NULL CONSTRAINT holiday_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        day date NOT NULL,
        name text NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX holiday_day_key ON holiday (aoo_id, day)`);
    await runner.query(`
      CREATE TABLE mailbox (
        id uuid NOT NULL CONSTRAINT mailbox_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        address text NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX mailbox_address_key ON mailbox (aoo_id, address)`);
    await runner.query(`
      CREATE TABLE seal (
        id uuid NOT NULL CONSTRAINT seal_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        name text NOT NULL,
        device text
      )`);

    // The organisation is no secret within the body; changing it is for the administrator's use cases to come.
    await runner.query(`GRANT SELECT ON body TO libro_firma_application`);
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT ON ${table} TO libro_firma_application`);
    }
    // A login names its person before it can name the body.
    await runner.query(`
      CREATE FUNCTION find_login(login text) RETURNS TABLE (person_id uuid, body_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
        $$ SELECT id, body_id FROM person WHERE username = login $$`);
    await runner.query(`REVOKE ALL ON FUNCTION find_login(text) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION find_login(text) TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION find_login(text)`);
    for (const table of [...TABLES].reverse()) await runner.query(`DROP TABLE ${table}`);
    await runner.query(`DROP TABLE body`);
  }
}
