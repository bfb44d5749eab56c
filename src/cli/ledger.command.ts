import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module';
import { CheckLedger, faultText, type LedgerCheck } from '../audit';
import { readBoot } from '../boot';
import { createDataSource } from '../platform/database/data-source';
import { shutDown } from '../platform/shut-down';

/** `ledger check [--json]`: exit 0 when journal, seals and registers are intact, 1 when not, one line for each fault. */
export async function run(args: readonly string[]): Promise<number> {
  if (args[0] !== 'check' || args.slice(1).some((argument) => argument !== '--json')) {
    process.stderr.write('usage: cli ledger check [--json]\n');
    return 1;
  }
  const check = await checkLedger();
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(check)}\n` : inWords(check));
  return check.faults.length === 0 ? 0 : 1;
}

async function checkLedger(): Promise<LedgerCheck> {
  const { settings, logger } = readBoot('cli');
  const owner = await createDataSource({
    url: settings.DATABASE_OWNER_URL ?? settings.DATABASE_URL,
    as: 'owner',
    rows: [],
    poolSize: 2,
    applicationName: 'libro-firma ledger',
  }).initialize();
  try {
    const app = await NestFactory.createApplicationContext(
      AppModule.forProcess({ settings, logger, process: 'cli' }),
      { logger: false, abortOnError: false },
    );
    try {
      return await app.get(CheckLedger).execute(owner);
    } finally {
      await shutDown(app);
    }
  } finally {
    await owner.destroy();
  }
}

function inWords({ entries, streams, blocks, registers, onTheWay, faults }: LedgerCheck): string {
  const numbers = registers.reduce((sum, register) => sum + register.count, 0);
  const figures = `${entries} entries in ${streams} streams, ${blocks} blocks, ${numbers} numbers in ${registers.length} registers and years, ${onTheWay} deliveries on the way`;
  const verdict = faults.length === 0 ? 'intact' : `NOT intact, ${faults.length} faults`;
  return [...faults.map(faultText), `${verdict}: ${figures}`, ''].join('\n');
}
