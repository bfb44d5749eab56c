import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['delegation', 'absence', 'substitute'];

/** Who acts in whose place, since when and by which act. */
export class CreatePowers1795599110526 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE delegation (
        id uuid NOT NULL CONSTRAINT delegation_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        delegator_id uuid NOT NULL,
        delegate_id uuid NOT NULL,
        act_reference text NOT NULL,
        reason text NOT NULL,
        kinds text[] NOT NULL,
        document_type_ids uuid[],
        amount_limit numeric(14, 2),
        valid_from date NOT NULL,
        valid_to date NOT NULL,
        entered_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        version integer NOT NULL,
        revoked_at timestamptz,
        revoked_by uuid,
        revocation_reason text
      )`);
    await runner.query(`CREATE INDEX delegation_delegate_idx ON delegation (delegate_id, valid_to)`);
    await runner.query(`CREATE INDEX delegation_delegator_idx ON delegation (delegator_id, valid_to)`);
    await runner.query(`
      CREATE TABLE absence (
        id uuid NOT NULL CONSTRAINT absence_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        person_id uuid NOT NULL,
        reason text NOT NULL,
        valid_from date NOT NULL,
        valid_to date NOT NULL,
        entered_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        version integer NOT NULL,
        ended_at timestamptz
      )`);
    await runner.query(`CREATE INDEX absence_person_idx ON absence (person_id, valid_to)`);
    await runner.query(`
      CREATE TABLE substitute (
        id uuid NOT NULL CONSTRAINT substitute_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        person_id uuid NOT NULL,
        substitute_id uuid NOT NULL,
        position integer NOT NULL,
        act_reference text NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        ended_at timestamptz
      )`);
    await runner.query(`CREATE INDEX substitute_person_idx ON substitute (person_id, position)`);
    await runner.query(`CREATE INDEX substitute_substitute_idx ON substitute (substitute_id)`);
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT, INSERT, UPDATE ON ${table} TO libro_firma_application`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.query(`DROP TABLE ${table}`);
  }
}
