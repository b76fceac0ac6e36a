import { ClientBase } from 'pg';
import { recorded } from '../../../../src/app/db/write-path/row-changes';
import { Fact } from '../../../../src/app/domain/model/events';

/** What a change of recorded rows tells: nothing at all only where nothing has changed. */

const saved: Fact = { type: 'BankFact', what: 'branch-saved', subject: '1' };

/** A branch of this name, which the change may give another. */
async function change(to: string, facts: readonly Fact[]) {
  let name = 'Centro';
  const client = {
    query: async () => ({ rows: [{ id: '1', row: { id: '1', name } }] }),
  } as unknown as ClientBase;
  return recorded(client, { branches: ['1'] }, async () => {
    name = to;
    return facts;
  });
}

test('what is so already needs no fact, and is no error', async () => {
  expect(await change('Centro', [])).toEqual([]);
  const [told] = await change('Centro', [saved]);
  expect(told).toMatchObject({ rows: [{ before: { name: 'Centro' }, after: { name: 'Centro' } }] });
});

test('a row that changed without a fact is never written', async () => {
  await expect(change('Norte', [])).rejects.toThrow('has to be a fact');
  const [told] = await change('Norte', [saved]);
  expect(told).toMatchObject({ rows: [{ before: { name: 'Centro' }, after: { name: 'Norte' } }] });
});
