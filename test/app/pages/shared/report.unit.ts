import { ApiProblem } from '../../../../src/app/pages/shared/api/api';
import { readReport } from '../../../../src/app/pages/shared/api/report';

/** How a page reads reports while the instance is busy with others. */

const answered: (() => Response)[] = [];
let asked = 0;
const { fetch: own } = globalThis;
beforeEach(() => {
  jest.useFakeTimers();
  answered.length = asked = 0;
  globalThis.fetch = async () => {
    const answer = answered[Math.min(asked, answered.length - 1)];
    asked += 1;
    return answer();
  };
});
afterEach(() => {
  jest.useRealTimers();
  globalThis.fetch = own;
});

const refused = (code: string) => () => new Response(JSON.stringify({ code }), { status: 503 });
const report = () => new Response(JSON.stringify({ columns: [], rows: [] }));
async function read() {
  const outcome = readReport('1', 'waits', '2026-01-05', '2026-01-05').catch((error) => error);
  await jest.advanceTimersByTimeAsync(30_000);
  return outcome;
}

test('it waits for its turn', async () => {
  answered.push(refused('crowded'), refused('crowded'), report);
  expect(await read()).toEqual({ columns: [], rows: [] });
  expect(asked).toBe(3);
});

test('it says so if its turn does not come', async () => {
  answered.push(refused('crowded'));
  expect(await read()).toMatchObject({ code: 'crowded' });
  expect(asked).toBe(3);
});

test('any other failure is reported at once', async () => {
  answered.push(refused('database_away'));
  expect(await read()).toBeInstanceOf(ApiProblem);
  expect(asked).toBe(1);
});
