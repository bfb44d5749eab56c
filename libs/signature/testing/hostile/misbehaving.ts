/** Judges that do what none may do, one after ten files that are well: whoever watches must see it. */
let asked = 0;

export async function judge(): Promise<void> {
  asked += 1;
  if (asked <= 10) return;
  await misbehave(process.env['HOSTILE_MISBEHAVIOUR']);
}

const kept: Buffer[] = [];

function misbehave(how: string | undefined): Promise<void> {
  switch (how) {
    case 'HANGS':
      for (;;) if (kept.length > 0) break;
      return Promise.resolve();
    case 'GROWS':
      for (let at = 0; at < 20; at += 1) kept.push(Buffer.alloc(32 * 1024 * 1024, 1));
      return Promise.resolve();
    case 'DIES':
      process.exit(7);
      return Promise.resolve();
    default:
      return Promise.reject(new Error('thrown'));
  }
}
