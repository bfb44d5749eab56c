import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorFault } from '../operator-fault.mjs';
import { isSameProcess, processIdentity } from '../processes/identity.mjs';
import { step } from '../progress.mjs';
import { inRepository } from '../repository.mjs';
import { buildWeb, hasWeb } from './build-web.mjs';
import { compileService, isServiceSource, SERVICE_FOLDERS } from './compile.mjs';
import { filesBelow, fingerprintOf, readStamp } from './fingerprint.mjs';

const dist = inRepository('dist');
const workFolder = inRepository('dist-work');
const stampName = (part) => `.stamp-${part}`;

// How dist is made is a source of dist as well.
const BUILD_RULES = ['.swcrc', 'tsconfig.json', 'package-lock.json', 'scripts/set-up'];

/**
 * Brings dist up to the sources; answers with the names of the parts that had to be built. A part that does
 * not build stays as it was, the others are renewed all the same, and the fault is thrown at the end.
 */
export async function buildWhenChanged() {
  const parts = changedParts();
  if (parts.length === 0) return [];
  removeLeftovers();
  const next = join(workFolder, `next-${process.pid}`);
  mkdirSync(next, { recursive: true });
  writeFileSync(join(next, '.builder'), processIdentity(process.pid) ?? '');
  const faults = [];
  for (const part of allParts()) {
    const built = parts.includes(part) && (await buildPart(part, next, faults));
    if (!built) keepFromDist(part, next);
  }
  putInPlace(next);
  if (faults.length > 0) throw new OperatorFault(faults.map((fault) => fault.message).join('\n'));
  return parts.map((part) => part.name);
}

async function buildPart(part, next, faults) {
  try {
    await step(`Building the ${part.name}`, () => part.build(next));
    writeFileSync(join(next, stampName(part.name)), part.wanted);
    return true;
  } catch (fault) {
    if (!(fault instanceof OperatorFault)) throw fault;
    faults.push(fault);
    for (const folder of part.folders) rmSync(join(next, folder), { recursive: true, force: true });
    return false;
  }
}

let known;
function allParts() {
  known ??= [servicePart(), ...(hasWeb() ? [webPart()] : [])];
  return known;
}

const changedParts = () =>
  allParts().filter((part) => readStamp(join(dist, stampName(part.name))) !== part.wanted);

function servicePart() {
  const files = filesBelow(SERVICE_FOLDERS, isServiceSource);
  return {
    name: 'service',
    wanted: fingerprintOf([...files, ...filesBelow(BUILD_RULES)]),
    build: (next) => compileService(files, next),
    folders: SERVICE_FOLDERS,
  };
}

function webPart() {
  // The page is typed with the service's own schemas, so a change in libs may change it too.
  const files = filesBelow(['web', 'libs', ...BUILD_RULES], (path) => !/\.spec\.tsx?$/.test(path));
  return {
    name: 'web',
    wanted: fingerprintOf(files),
    build: (next) => buildWeb(join(next, 'web')),
    folders: ['web'],
  };
}

function keepFromDist({ name, folders }, next) {
  for (const entry of [...folders, stampName(name)]) {
    if (existsSync(join(dist, entry))) cpSync(join(dist, entry), join(next, entry), { recursive: true });
  }
}

/** A reader sees the old dist or the new one, never half of each. */
function putInPlace(next) {
  rmSync(join(next, '.builder'));
  const old = join(workFolder, `old-${process.pid}`);
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(next, dist);
  rmSync(old, { recursive: true, force: true });
}

/** What an interrupted build left behind; a folder whose builder still lives is not touched. */
function removeLeftovers() {
  if (!existsSync(workFolder)) return;
  for (const name of readdirSync(workFolder)) {
    const pid = Number(/^(?:next|old)-(\d+)$/.exec(name)?.[1]);
    if (!pid) continue;
    const builder = readStamp(join(workFolder, name, '.builder'));
    if (!builder || !isSameProcess(pid, builder)) rmSync(join(workFolder, name), { recursive: true });
  }
}
