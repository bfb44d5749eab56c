import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppModule } from './app.module';
import { runProcess } from './boot';
import { createServer } from './platform/http/server';
import { ROOT, VERSION } from './version';

/** The HTTP process: the API and, when it is built, the web interface. */
void runProcess('api', async ({ settings, logger }) => {
  const app = await createServer({
    module: AppModule.forProcess({ settings, logger, process: 'api' }),
    settings,
    version: VERSION,
    webFolder: join(ROOT, 'dist', 'web'),
  });
  await app.listen({ host: settings.HOST, port: settings.PORT });
  const url = await app.getUrl();
  // A supervisor that asked for any free port learns here which one it got.
  if (process.env.READY_FILE)
    writeFileSync(process.env.READY_FILE, JSON.stringify({ pid: process.pid, url }));
  logger.info({ url, version: VERSION }, 'the service listens');
  return app;
});
