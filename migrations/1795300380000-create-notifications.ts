import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notifications in the application. */
export class CreateNotifications1795300380000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification (
        id uuid NOT NULL CONSTRAINT notification_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL,
        params jsonb NOT NULL,
        request_id uuid,
        created_at timestamptz NOT NULL,
        read_at timestamptz
      )`);
    await runner.query(`CREATE INDEX notification_person_idx ON notification (person_id, created_at, id)`);
    await runner.query(
      `CREATE INDEX notification_unread_idx ON notification (person_id) WHERE read_at IS NULL`,
    );
    await runner.query(`ALTER TABLE notification ENABLE ROW LEVEL SECURITY`);
    // The system writes to everybody and reads nobody's: it has no person (app.person is empty), and no policy to read by.
    await runner.query(`
      CREATE POLICY notification_of_person ON notification
        USING (body_id = app_body() AND person_id::text = current_setting('app.person', true))`);
    await runner.query(`
      CREATE POLICY notification_by_system ON notification FOR INSERT
        WITH CHECK (body_id = app_body() AND coalesce(current_setting('app.person', true), '') = '')`);
    await runner.query(`GRANT SELECT, INSERT ON notification TO libro_firma_application`);
    await runner.query(`GRANT UPDATE (read_at) ON notification TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE notification`);
  }
}
