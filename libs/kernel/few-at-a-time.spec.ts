import { setImmediate as turn } from 'node:timers/promises';
import { fewAtATime } from './few-at-a-time';

describe('few at a time', () => {
  it('answers in the order of what it was given, and never has more in hand than allowed', async () => {
    let inHand = 0;
    let most = 0;
    const answers = await fewAtATime([5, 1, 4, 2, 3], 2, async (turns) => {
      inHand += 1;
      most = Math.max(most, inHand);
      for (let left = turns; left > 0; left -= 1) await turn();
      inHand -= 1;
      return turns * 10;
    });
    expect(answers).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(2);
  });

  it('begins nothing more after a fault, and throws it', async () => {
    const begun: number[] = [];
    const work = async (one: number): Promise<void> => {
      begun.push(one);
      await turn();
      if (one === 1) throw new Error('the first broke');
    };
    await expect(fewAtATime([1, 2, 3, 4], 2, work)).rejects.toThrow('the first broke');
    await turn();
    expect(begun).toEqual([1, 2]);
  });

  it('has nothing to do for nothing', async () => {
    expect(await fewAtATime([], 3, () => Promise.reject(new Error('never')))).toEqual([]);
  });
});
