import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module';
import { readBoot } from '../boot';
import { ListDemoLogins } from '../organisation';
import { shutDown } from '../platform/shut-down';

/** Prints who may log in to the demo, one line each. */
export async function run(): Promise<number> {
  const { settings, logger } = readBoot('cli');
  const app = await NestFactory.createApplicationContext(
    AppModule.forProcess({ settings, logger, process: 'cli' }),
    {
      logger: false,
      abortOnError: false,
    },
  );
  try {
    const logins = await app.get(ListDemoLogins).execute();
    if (!logins.ok) {
      process.stderr.write(`${logins.refusal.text.en}\n`);
      return 1;
    }
    for (const { username, password, fullName, office, roles } of logins.value.items)
      process.stdout.write(
        `${username.padEnd(22)} ${password}  ${fullName}, ${office}: ${roles.join(', ')}\n`,
      );
    process.stdout.write(`code of every demo key: ${logins.value.pin}\n`);
    return 0;
  } finally {
    await shutDown(app);
  }
}
