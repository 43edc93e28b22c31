import { expect, it } from 'vitest';
import { broken, keptHistories } from '#test/support/histories';

it('every case that was ever begun goes on under the workflows of today: all committed histories replay', async () => {
  const histories = keptHistories();
  expect(histories.length).toBeGreaterThan(10);
  expect(await broken(histories)).toEqual([]);
});
