import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorFault } from '../operator-fault.mjs';
import { isSameProcess } from '../processes/identity.mjs';
import { freePort, isPortFree } from '../processes/ports.mjs';
import { stopProcess } from '../processes/stop.mjs';
import { waitFor } from '../processes/wait.mjs';
import { connectTo } from './connect.mjs';
import { createCluster } from './create-cluster.mjs';
import { openHome } from './home.mjs';
import { findPostmaster, forgetForeignPostmaster, processesInside } from './postmaster.mjs';
import { randomPassword, readJson, writePrivateJson } from './private-files.mjs';
import { startServer } from './server-process.mjs';

/**
 * A PostgreSQL of our own in one folder, reached on 127.0.0.1 with a random password.
 * Its server outlives the process that started it; whoever opens the same folder next finds it again.
 */
export function openCluster(folder, { logFile = join(folder, 'postgres.log'), settings } = {}) {
  const place = openHome(folder);
  return new Cluster(place, { logFile, settings });
}

class Cluster {
  #place;
  #logFile;
  #settings;
  #running = null;

  constructor(place, { logFile, settings }) {
    this.#place = place;
    this.#logFile = logFile;
    this.#settings = settings;
  }

  /** How it avoids being root, for those who have to explain a fault. */
  get way() {
    return this.#place.runner.way;
  }

  get logFile() {
    return this.#logFile;
  }

  get #passwordFile() {
    return join(this.#place.home, 'passwords.json');
  }

  /** Passwords by login name; a login asked for the first time gets one, kept in a file of its owner's. */
  password(login) {
    const known = readJson(this.#passwordFile) ?? {};
    if (known[login]) return known[login];
    if (login === 'postgres' && existsSync(this.#place.data)) {
      throw new OperatorFault(
        `${this.#passwordFile} is missing: put it back, without it the data are locked.`,
      );
    }
    const password = randomPassword();
    writePrivateJson(this.#passwordFile, { ...known, [login]: password });
    return password;
  }

  url(database, login = 'postgres') {
    const { port } = this.#requireRunning();
    return `postgres://${login}:${this.password(login)}@127.0.0.1:${port}/${database}`;
  }

  /** Makes the cluster when there is none, then starts it or adopts the server that is running already. */
  async start() {
    const { data } = this.#place;
    const superuserPassword = this.password('postgres');
    const isNew = !existsSync(data);
    if (isNew) await createCluster({ ...this.#place, superuserPassword });
    const orphan = findPostmaster(data);
    if (orphan && (await this.#adopt(orphan))) return { isNew, adopted: true };
    this.#running = await this.#startServer();
    writePrivateJson(this.#stateFile, this.#running);
    return { isNew, adopted: false };
  }

  get #stateFile() {
    return join(this.#place.home, 'server.json');
  }

  async #adopt(orphan) {
    this.#running = orphan;
    try {
      const client = await connectTo(this.url('postgres'), { seconds: 5 });
      await client.end();
      return true;
    } catch {
      await this.stop();
      return false;
    }
  }

  async #startServer() {
    const { data, runner } = this.#place;
    forgetForeignPostmaster(data);
    let port = await this.#preferredPort();
    for (let attempt = 1; ; attempt += 1) {
      const result = await startServer({
        data,
        runner,
        logFile: this.#logFile,
        port,
        settings: this.#settings,
      });
      if (result.started) return { pid: result.pid, identity: result.identity, port: result.port };
      if (attempt === 20) throw startFault(result, this.#logFile);
      if (/could not bind|Address already in use/i.test(result.log)) port = await freePort();
      // Processes of a server killed a moment ago need a little time to notice that it is gone.
      else if (/shared memory block|lock file .* already exists/i.test(result.log)) await sleep(250);
      else throw startFault(result, this.#logFile);
    }
  }

  async #preferredPort() {
    const last = readJson(this.#stateFile)?.port;
    return last && (await isPortFree(last)) ? last : freePort();
  }

  status() {
    const found = findPostmaster(this.#place.data);
    return found ? { running: true, pid: found.pid, port: found.port } : { running: false };
  }

  isAlive() {
    return this.#running !== null && isSameProcess(this.#running.pid, this.#running.identity);
  }

  /** Ends open sessions and writes everything down; a server that does not is stopped as by a crash. */
  async stop() {
    const server = this.#running ?? findPostmaster(this.#place.data);
    this.#running = null;
    if (!server || !isSameProcess(server.pid, server.identity)) return;
    process.kill(server.pid, 'SIGINT');
    const isGone = () => !isSameProcess(server.pid, server.identity);
    if (!(await waitFor(isGone, { seconds: 30 }))) await stopProcess(server, { signal: 'SIGQUIT' });
  }

  /** The crash of the tests: the server dies at once, with its processes or leaving them to find out. */
  async kill({ withChildren = true } = {}) {
    const server = this.#requireRunning();
    const victims = withChildren ? processesInside(this.#place.data) : [];
    for (const pid of new Set([server.pid, ...victims])) killIfAlive(pid);
    await waitFor(() => !isSameProcess(server.pid, server.identity), { seconds: 10 });
    this.#running = null;
  }

  #requireRunning() {
    if (this.#running) return this.#running;
    throw new Error('This PostgreSQL has not been started');
  }
}

function killIfAlive(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (fault) {
    if (fault.code !== 'ESRCH') throw fault;
  }
}

function startFault({ reason, log }, logFile) {
  const fatal = log.split('\n').find((line) => /FATAL|PANIC|error/i.test(line)) ?? log.split('\n').at(-1);
  return new OperatorFault(`PostgreSQL did not start (${reason}): ${fatal}\nIts log is ${logFile}`);
}
