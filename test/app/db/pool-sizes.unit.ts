import { createLook } from '../../../src/app/db/connect/look';
import { poolSizes, USUAL_SIZES } from '../../../src/app/db/connect/pools';
import { DatabaseServer } from '../../../src/app/db/connect/server';
import { CONNECTIONS } from '../../../src/contract';

test('the pools together hold exactly what an instance may, and none is empty', () => {
  for (let connections: number = CONNECTIONS.least; connections <= 200; connections++) {
    const sizes = Object.values(poolSizes(connections));
    expect(sizes.reduce((sum, each) => sum + each)).toBe(connections);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
    expect(poolSizes(connections).write).toBeGreaterThanOrEqual(2);
  }
  expect(poolSizes(CONNECTIONS.usual)).toEqual(USUAL_SIZES);
  expect(USUAL_SIZES).toEqual({
    write: 10,
    read: 4,
    sweep: 2,
    relay: 2,
    reports: 3,
    config: 3,
  });
});

describe('looking up where the name leads', () => {
  /** How many sign-ins each of `looks` made, while the name led to `addresses` in turn. */
  async function signIns(addresses: readonly string[], password?: () => Promise<string>) {
    let count = 0;
    const server = new DatabaseServer();
    server.clientsWith = () =>
      class {
        connect = () => Promise.resolve(count++);
        end = () => Promise.resolve();
      } as never;
    const left = [...addresses];
    const look = createLook(
      server,
      { url: 'postgresql://a@db.example:5433/t', password },
      'i',
      () => Promise.resolve({ address: left.shift()! }),
    );
    const seen: number[] = [];
    for (const _ of addresses) {
      await look();
      seen.push(count);
    }
    return seen;
  }

  test('a token is used only when the name leads elsewhere', async () => {
    const token = () => Promise.resolve('token');
    expect(await signIns(['10.0.0.1', '10.0.0.1', '10.0.0.2', '10.0.0.2'], token)).toEqual([
      1, 1, 2, 2,
    ]);
  });

  test('a password is used each time: a proxy may change what is behind one address', async () => {
    expect(await signIns(['10.0.0.1', '10.0.0.1'])).toEqual([1, 2]);
  });
});
