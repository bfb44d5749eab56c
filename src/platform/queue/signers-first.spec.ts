import { setImmediate as turn } from 'node:timers/promises';
import { SignersFirst } from './signers-first';

/** Work that ends when it is told to. */
function work(): { run: () => Promise<void>; end: () => void; started: () => boolean } {
  let hasStarted = false;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const run = (): Promise<void> => {
    hasStarted = true;
    return ended;
  };
  return { run, end, started: () => hasStarted };
}

describe('jobs of a process', () => {
  it('wait while a signature is being made, and begin when the last is', async () => {
    const order = new SignersFirst();
    const [first, second, copy] = [work(), work(), work()];
    const signing = [order.run('signing', first.run), order.run('signing', second.run)];
    const archiving = order.run('archive', copy.run);
    first.end();
    await signing[0];
    await turn();
    expect(copy.started()).toBe(false);
    second.end();
    await signing[1];
    await turn();
    expect(copy.started()).toBe(true);
    copy.end();
    await archiving;
  });

  it('do not wait for each other', async () => {
    const order = new SignersFirst();
    const [office, archive] = [work(), work()];
    const running = [order.run('office', office.run), order.run('archive', archive.run)];
    expect([office.started(), archive.started()]).toEqual([true, true]);
    office.end();
    archive.end();
    await Promise.all(running);
  });

  it('go on after a signature that failed', async () => {
    const order = new SignersFirst();
    await expect(order.run('signing', () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    const notice = work();
    const running = order.run('office', notice.run);
    expect(notice.started()).toBe(true);
    notice.end();
    await running;
  });

  it('wait for a bounded time, however long signatures are made', async () => {
    jest.useFakeTimers();
    try {
      const order = new SignersFirst();
      const [signature, copy] = [work(), work()];
      const signing = order.run('signing', signature.run);
      const copying = order.run('archive', copy.run);
      await jest.advanceTimersByTimeAsync(4_999);
      expect(copy.started()).toBe(false);
      await jest.advanceTimersByTimeAsync(1);
      expect(copy.started()).toBe(true);
      signature.end();
      copy.end();
      await Promise.all([signing, copying]);
    } finally {
      jest.useRealTimers();
    }
  });
});
