import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { prepareCades } from '../cades/prepare-cades';
import { preparedCadesFromJson, preparedCadesToJson } from '../cades/prepared-cades';
import { preparePades } from '../pades/prepare-pades';
import { preparedPadesFromJson, preparedPadesToJson } from '../pades/prepared-pades-json';
import { createTestPki } from '../testing/pki/test-pki';
import { samplePdf } from '../testing/sample-pdf';
import { openState, sealState, spentInMemory } from './sealed-state';

const key = randomBytes(32);
const now = new Date('2026-06-01T10:00:00Z');
const expiresAt = new Date('2026-06-01T10:10:00Z');
const signer = createTestPki({ now }).signer();
const pades = mustAccept(preparePades(bufferSource(samplePdf()), { ...signer, signingTime: now }));
const input = { kind: 'ATTACHED', document: bufferSource(Buffer.from('atto')) } as const;
const cades = mustAccept(prepareCades(input, { ...signer, signingTime: now }));
const seal = (): string => sealState(preparedPadesToJson(pades), { task: 'task-1', expiresAt }, key);
const expected = (): Parameters<typeof openState>[1] => ({
  task: 'task-1',
  now,
  key,
  spent: spentInMemory(),
});

describe('a sealed state', () => {
  it('gives back what was prepared, of either format', async () => {
    expect(preparedPadesFromJson(mustAccept(await openState(seal(), expected())))).toEqual({
      ok: true,
      value: pades,
    });
    const sealed = sealState(preparedCadesToJson(cades), { task: 'task-1', expiresAt }, key);
    expect(preparedCadesFromJson(mustAccept(await openState(sealed, expected())))).toEqual({
      ok: true,
      value: cades,
    });
  });

  it('is opened once', async () => {
    const [state, once] = [seal(), expected()];
    expect((await openState(state, once)).ok).toBe(true);
    expect(await openState(state, once)).toMatchObject({ refusal: { code: 'SIGNATURE_STATE_USED' } });
  });

  it('is refused for another task, after its time, and by another key', async () => {
    expect(await openState(seal(), { ...expected(), task: 'task-2' })).toMatchObject({
      refusal: { code: 'SIGNATURE_STATE_OF_OTHER_TASK' },
    });
    expect(await openState(seal(), { ...expected(), now: new Date('2026-06-01T10:10:01Z') })).toMatchObject({
      refusal: { code: 'SIGNATURE_STATE_EXPIRED' },
    });
    expect(await openState(seal(), { ...expected(), key: randomBytes(32) })).toMatchObject({
      refusal: { code: 'SIGNATURE_STATE_NOT_OURS' },
    });
  });

  it('is refused whatever character of it is changed, and spends nothing then', async () => {
    const state = seal();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(state.length - 1),
        fc.constantFrom('A', 'b', '0', '-', '.'),
        async (at, letter) => {
          fc.pre(state[at] !== letter);
          const altered = state.slice(0, at) + letter + state.slice(at + 1);
          const once = expected();
          expect(await openState(altered, once)).toMatchObject({
            refusal: { code: 'SIGNATURE_STATE_NOT_OURS' },
          });
          expect((await openState(state, once)).ok).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
