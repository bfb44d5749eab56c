import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { completePades, createDemoPki, preparePades, validatePdf } from '@libro-firma/signature';
import { PDFDocument } from 'pdf-lib';
import { checkValues, type ToSign } from '../../src/signing';
import { CscDevice } from '../../src/signing/infrastructure/csc/csc.device';
import { cscProvider } from '../../src/signing/infrastructure/csc/csc-settings';
import { CscServer, SERVICE_TOKEN } from '../support/csc/server';
import { CertomancerProvider } from './support/certomancer';
import { isPresent, runProgram } from './support/program';
import { pythonWith } from './support/python-packages';
import type { Tally } from './support/tally';

const PACKAGES = ['certomancer-csc-dummy==0.4.2', 'pyHanko==0.38.0', 'aiohttp==3.14.5'];
const DOCUMENTS = 3;
const PIN = '13572468';

/**
 * Remote signatures between us and others: our client asks a provider that others wrote, and a client that others wrote asks
 * the provider of our tests, so that neither is only right about itself.
 */
export async function run(tally: Tally): Promise<void> {
  const bin = pythonWith('csc-0.4.2', PACKAGES, ['csc_dummy', 'pyhanko', 'aiohttp']);
  if (bin === undefined) {
    tally.absent('certomancer-csc-dummy and pyHanko (Python, PyPI)');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-csc-'));
  try {
    for (const scal of ['1', '2'] as const) await askOthers(tally, bin, join(folder, scal), scal);
    for (const kind of ['rsa', 'ec'] as const) await othersAsk(tally, bin, folder, kind);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function askOthers(tally: Tally, bin: string, folder: string, scal: '1' | '2'): Promise<void> {
  const provider = await CertomancerProvider.start(bin, folder, scal);
  const settings = { id: 'altri', name: 'certomancer', url: provider.url, authType: 'external', scal };
  const device = new CscDevice(cscProvider.parse(settings));
  try {
    for (const key of ['rsa', 'ec'])
      await tally.checkLater(`our client signs by certomancer-csc-dummy, SCAL${scal}, ${key}`, () =>
        signByOthers(device, `prova/${key}`, folder),
      );
    await tally.checkLater(`a hash that was not authorised is refused by certomancer, SCAL${scal}`, () =>
      signUnauthorised(device, scal),
    );
  } finally {
    provider.stop();
  }
}

/** Several PDFs by one authorisation, each judged by us and by pdfsig. */
async function signByOthers(device: CscDevice, credentialId: string, folder: string): Promise<string[]> {
  const credential = mustAccept(await device.credential(credentialId));
  const { certificate, chain } = credential.certificate;
  const sources = await Promise.all(
    Array.from({ length: DOCUMENTS }, async () => bufferSource(await aPdf())),
  );
  const prepared = sources.map((source) => mustAccept(preparePades(source, { certificate, chain })));
  const toSign: ToSign[] = prepared.map((one) => ({
    scheme: one.signatureScheme,
    digestAlgorithm: one.digestAlgorithm,
    bytes: one.toBeSigned,
  }));
  const session = mustAccept(await device.openSession({ credentialId, codes: {}, toSign }));
  const values = checkValues(certificate, toSign, await session.sign(toSign));
  await session.close();
  return sources.flatMap((source, index) => {
    const value = mustAccept(values[index]!);
    const { increment } = mustAccept(completePades(source, prepared[index]!, value, { certificate, chain }));
    const signed = Buffer.concat([source.read(0, source.size), increment]);
    return judged(signed, join(folder, `${index}.pdf`), chain.at(-1));
  });
}

async function signUnauthorised(device: CscDevice, scal: '1' | '2'): Promise<string[]> {
  const document = (text: string): ToSign => ({
    scheme: 'rsa-pkcs1',
    digestAlgorithm: 'sha256',
    bytes: Buffer.from(text),
  });
  const session = mustAccept(
    await device.openSession({ credentialId: 'prova/rsa', codes: {}, toSign: [document('uno')] }),
  );
  const [value] = await session.sign([document('due')]);
  const wanted = scal === '1';
  return value?.ok === wanted ? [] : [`accepted: ${String(value?.ok)}, wanted: ${String(wanted)}`];
}

async function othersAsk(tally: Tally, bin: string, folder: string, kind: 'rsa' | 'ec'): Promise<void> {
  const pki = createDemoPki({ organisation: 'Comune di Prova', now: new Date() });
  const person = { givenName: 'Ada', surname: 'Prova', taxCode: 'PRVDAA80A41G273X' };
  const { key, certificate, chain } = pki.issueSigner({ ...person, kind });
  const id = 'credenziale';
  const server = await CscServer.start([
    {
      id,
      userId: person.taxCode,
      key,
      certificates: [certificate, ...chain],
      scal: '2',
      pin: PIN,
      otp: 'online',
    },
  ]);
  try {
    await tally.checkLater(`pyHanko signs by our provider, SCAL2, ${kind}`, async () => {
      const [input, output] = [join(folder, 'in.pdf'), join(folder, `${kind}.pdf`)];
      writeFileSync(input, await aPdf());
      const script = join(process.cwd(), 'test', 'interop', 'judges', 'python', 'csc_sign.py');
      const address = new URL(server.url).origin;
      const otp = server.authorisations.nextOtp(id);
      const args = [script, address, id, SERVICE_TOKEN, PIN, otp, input, output];
      await runBesides(join(bin, 'python3'), args);
      return judged(readFileSync(output), output, pki.root);
    });
  } finally {
    await server.close();
  }
}

/** Without stopping this process, whose provider the program asks. */
async function runBesides(program: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(program, [...args], { timeout: 60_000 });
}

function judged(signed: Buffer, path: string, anchor: Buffer | undefined): string[] {
  const options = { anchors: anchor ? [anchor] : [], at: new Date() };
  const report = mustAccept(validatePdf(bufferSource(signed), options));
  const [first] = report.signatures;
  const faults = first?.indication === 'TOTAL_PASSED' ? [] : [`we say ${first?.indication ?? 'nothing'}`];
  if (!isPresent('pdfsig')) return faults;
  writeFileSync(path, signed);
  const { stdout } = runProgram('pdfsig', ['-nocert', path]);
  if (!stdout.includes('Signature is Valid')) faults.push(`pdfsig says ${stdout.slice(-200)}`);
  return faults;
}

async function aPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage();
  return Buffer.from(await document.save());
}
