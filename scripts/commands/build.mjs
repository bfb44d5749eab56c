import { setUp } from '../set-up/set-up.mjs';

/** `npm run build`: dist as every other command finds it. */
export async function run() {
  await setUp();
  return 0;
}
