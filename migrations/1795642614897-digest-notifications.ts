import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notifications by mail: at once or gathered, in working hours, each in one letter. */
export class DigestNotifications1795642614897 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE notification ADD urgent boolean NOT NULL DEFAULT false, ADD mail_id uuid`,
    );
    await runner.query(`ALTER TABLE notification ALTER urgent DROP DEFAULT`);
    await runner.query(
      `CREATE INDEX notification_unmailed_idx ON notification (person_id) WHERE mail_id IS NULL AND read_at IS NULL`,
    );
    await runner.query(`GRANT UPDATE (mail_id) ON notification TO libro_firma_application`);
    await runner.query(`
      CREATE TABLE notification_preference (
        person_id uuid NOT NULL CONSTRAINT notification_preference_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        mail text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE notification_mail (
        id uuid NOT NULL CONSTRAINT notification_mail_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        person_id uuid NOT NULL,
        made_at timestamptz NOT NULL,
        tries integer NOT NULL,
        next_try_at timestamptz,
        sent_at timestamptz,
        outcome text
      )`);
    await runner.query(`CREATE INDEX notification_mail_person_idx ON notification_mail (person_id, made_at)`);
    await runner.query(
      `CREATE INDEX notification_mail_due_idx ON notification_mail (next_try_at) WHERE next_try_at IS NOT NULL`,
    );
    for (const table of ['notification_preference', 'notification_mail']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY ${table}_of_person ON ${table}
          USING (body_id = app_body() AND person_id::text = current_setting('app.person', true))`);
      await runner.query(`GRANT SELECT, INSERT, UPDATE ON ${table} TO libro_firma_application`);
    }
    // The job belongs to no person: it learns whose letters are due, and writes each as that person.
    await runner.query(`
      CREATE FUNCTION digests_due(at timestamptz, most integer)
        RETURNS TABLE (body_id uuid, person_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT due.body_id, due.person_id FROM (
          SELECT mail.body_id, mail.person_id, true AS first FROM notification_mail mail WHERE mail.next_try_at <= at
          UNION ALL
          SELECT person.body_id, person.id, waiting.urgent
            FROM (SELECT own.person_id, bool_or(own.urgent) AS urgent FROM notification own
                   WHERE own.mail_id IS NULL AND own.read_at IS NULL AND own.created_at > at - interval '7 days'
                   GROUP BY own.person_id) waiting
            JOIN person ON person.id = waiting.person_id AND person.email IS NOT NULL
            LEFT JOIN notification_preference own ON own.person_id = person.id
            LEFT JOIN LATERAL (SELECT max(mail.made_at) AS made_at FROM notification_mail mail
                                WHERE mail.person_id = person.id) last ON true
           WHERE CASE coalesce(own.mail, 'DAILY')
                   WHEN 'NEVER' THEN false
                   WHEN 'AT_ONCE' THEN true
                   WHEN 'HOURLY' THEN waiting.urgent OR last.made_at IS NULL OR last.made_at <= at - interval '1 hour'
                   ELSE waiting.urgent OR last.made_at IS NULL
                     OR (last.made_at AT TIME ZONE 'Europe/Rome')::date < (at AT TIME ZONE 'Europe/Rome')::date
                 END) due
         GROUP BY due.body_id, due.person_id ORDER BY bool_or(due.first) DESC, due.person_id LIMIT most
      $$`);
    await runner.query(`REVOKE ALL ON FUNCTION digests_due(timestamptz, integer) FROM PUBLIC`);
    await runner.query(
      `GRANT EXECUTE ON FUNCTION digests_due(timestamptz, integer) TO libro_firma_application`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION digests_due(timestamptz, integer)`);
    await runner.query(`DROP TABLE notification_mail, notification_preference`);
    await runner.query(`DROP INDEX notification_unmailed_idx`);
    await runner.query(`ALTER TABLE notification DROP COLUMN mail_id, DROP COLUMN urgent`);
  }
}
