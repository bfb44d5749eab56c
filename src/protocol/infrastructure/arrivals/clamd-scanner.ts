import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { MalwareScanner, ScanOutcome } from '../../domain/arrivals/malware-scanner.port';

const TIMEOUT_MS = 60_000;
/** clamd answers in one line. */
const MOST_ANSWER = 4_096;
const ENGINE = 'clamd';

/**
 * ClamAV's daemon over TCP: `zINSTREAM`, the bytes in chunks of four bytes of length and content, an empty one at the
 * end, and one line in answer (clamd(8)).
 */
export class ClamdScanner implements MalwareScanner {
  constructor(private readonly address: URL) {}

  async scan(bytes: AsyncIterable<Uint8Array>): Promise<ScanOutcome> {
    const socket = connect({ host: this.address.hostname, port: Number(this.address.port || 3310) });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('clamd did not answer in time')));
    const answer = answerOf(socket);
    try {
      await once(socket, 'connect');
      await sendAll(socket, bytes);
      return judge(await answer);
    } catch (fault) {
      answer.catch(() => undefined); // told already
      return { outcome: 'NOT_SCANNED', reason: fault instanceof Error ? fault.message : String(fault) };
    } finally {
      socket.destroy();
    }
  }
}

/** Where no engine is configured: nothing is known of any file. */
export class NoScanner implements MalwareScanner {
  async scan(): Promise<ScanOutcome> {
    return Promise.resolve({ outcome: 'NOT_SCANNED', reason: 'no engine is configured' });
  }
}

async function sendAll(socket: Socket, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const piece of bytes) {
    // clamd closes at its own limit and says so: the answer is what counts then.
    if (socket.destroyed || socket.writableEnded) return;
    socket.write(lengthOf(piece.length));
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
  if (!socket.destroyed) socket.write(lengthOf(0));
}

function lengthOf(size: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(size);
  return length;
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((done, failed) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      text += piece;
      if (text.includes('\0') || text.length > MOST_ANSWER) done(text);
    });
    socket.once('end', () => done(text));
    socket.once('error', failed);
    socket.once('close', () =>
      text === '' ? failed(new Error('clamd closed without an answer')) : done(text),
    );
  });
}

function judge(answer: string): ScanOutcome {
  const line = answer.replace(/\0.*$/s, '').trim();
  const found = /^stream: (.+) FOUND$/.exec(line);
  if (found?.[1] !== undefined)
    return { outcome: 'INFECTED', engine: ENGINE, threat: found[1].slice(0, 200) };
  if (line === 'stream: OK') return { outcome: 'CLEAN', engine: ENGINE };
  return { outcome: 'NOT_SCANNED', reason: line.slice(0, 200) };
}
