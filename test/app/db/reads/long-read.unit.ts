import { EventEmitter } from 'node:events';
import { PoolClient } from 'pg';
import { longRead } from '../../../../src/app/db/reads/long-read';

/** A connection whose cursor has one row, and how it was released. */
function connection() {
  const given: (Error | undefined)[] = [];
  const client = Object.assign(new EventEmitter(), {
    query: async (asked: string | { readonly text: string }) =>
      typeof asked === 'string' ? {} : { rows: [['C01']] },
    release: (error?: Error) => given.push(error),
    getTransactionStatus: () => 'I',
  });
  return { client: client as unknown as PoolClient, given };
}

describe('the place of a long read', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const begin = async () => {
    const { client, given } = connection();
    const ended = jest.fn();
    const rows = await longRead(client, { text: 'select 1', values: [] }, ended);
    return { given, ended, rows };
  };

  test('is free again when the client leaves before reading anything', async () => {
    const { given, ended } = await begin();
    jest.advanceTimersByTime(9_999);
    expect(ended).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(given).toEqual([expect.objectContaining({ message: expect.stringMatching(/began/) })]);
  });

  test('is held while the client reads, however late it ends', async () => {
    const { given, ended, rows } = await begin();
    const read: unknown[] = [];
    for await (const batch of rows) {
      jest.advanceTimersByTime(20_000);
      expect(ended).not.toHaveBeenCalled();
      read.push(...batch);
    }
    expect(read).toEqual([['C01']]);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(given).toEqual([undefined]);
  });
});
