import { ClientBase } from 'pg';
import { recorded } from '../../../../src/app/db/write-path/row-changes';
import { Fact } from '../../../../src/app/domain/model/events';

/** A change of recorded rows yields no facts only if nothing has changed. */

const saved: Fact = { type: 'BankFact', what: 'branch-saved', subject: '1' };

/** Renames a branch, and reports these facts for it. */
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

test('a change to the present value needs no fact, and is not an error', async () => {
  expect(await change('Centro', [])).toEqual([]);
  const [told] = await change('Centro', [saved]);
  expect(told).toMatchObject({ rows: [{ before: { name: 'Centro' }, after: { name: 'Centro' } }] });
});

test('a changed row without a fact is never written', async () => {
  await expect(change('Norte', [])).rejects.toThrow('has to be a fact');
  const [told] = await change('Norte', [saved]);
  expect(told).toMatchObject({ rows: [{ before: { name: 'Centro' }, after: { name: 'Norte' } }] });
});
