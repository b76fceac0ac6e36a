import { ApiProblem, command } from '../../../../src/app/pages/shared/api/api';

/** What a page sends when somebody presses twice, or presses again after no answer. */

const heard: (string | null)[] = [];
/** The network as pages see it: down, or up and answering. */
let answers: () => Response | Promise<Response>;
const away = () => Promise.reject<Response>(new TypeError('Failed to fetch'));
const issued = () => new Response(JSON.stringify({ ticket: { number: 'C01' } }), { status: 201 });
const { fetch: own } = globalThis;
beforeEach(() => {
  jest.useFakeTimers();
  heard.length = 0;
  globalThis.fetch = (_, init) => {
    heard.push(new Headers(init?.headers).get('Idempotency-Key'));
    return Promise.resolve().then(answers);
  };
});
afterEach(() => {
  jest.runAllTimers();
  jest.useRealTimers();
  globalThis.fetch = own;
});

const press = (queue = 'caja') =>
  command('POST /api/branches/:branch/tickets', {
    params: { branch: '1' },
    body: { queue, lane: 'general', language: 'es' },
  });
async function pressInVain() {
  const outcome = press().catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(await outcome).toBeInstanceOf(ApiProblem);
}

test('an unanswered press is the same command when pressed again', async () => {
  answers = away;
  await pressInVain();
  await pressInVain();
  answers = issued;
  await press();
  expect(heard).toHaveLength(9);
  expect(new Set(heard).size).toBe(1);
  // For the next person it is a new command.
  await press();
  expect(heard[9]).not.toBe(heard[0]);
});

test('a truncated answer does not count: the same command is sent again', async () => {
  const half = () =>
    new Response(
      new ReadableStream({
        start(body) {
          body.enqueue(new TextEncoder().encode('{"ticket":{"num'));
          body.error(new DOMException('The user aborted a request.', 'AbortError'));
        },
      }),
      { status: 201 },
    );
  answers = () => (heard.length > 1 ? issued() : half());
  const pressed = press();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(await pressed).toEqual({ ticket: { number: 'C01' } });
  expect(heard).toHaveLength(2);
  expect(new Set(heard).size).toBe(1);
});

test('after a refusal, a long time or a change of body it is a new command', async () => {
  answers = () => new Response(JSON.stringify({ code: 'queue_closed' }), { status: 409 });
  await pressInVain();
  answers = away;
  await pressInVain();
  const [refused, unheard] = heard;
  expect(refused).not.toBe(unheard);
  answers = issued;
  await press('empresas');
  await jest.advanceTimersByTimeAsync(5 * 60_000);
  await press();
  expect(new Set([refused, unheard, ...heard.slice(-2)]).size).toBe(4);
});

test('two simultaneous presses are one command', async () => {
  answers = issued;
  expect(await Promise.all([press(), press()])).toHaveLength(2);
  expect(heard).toHaveLength(1);
});

test.each([
  ['40', 1, 40],
  ['1', 4, 1],
  [undefined, 4, undefined],
  ['Wed, 21 Oct 2026 07:28:00 GMT', 4, undefined],
])(
  'a limit that lasts for longer is not asked again: Retry-After %s',
  async (sent, asked, after) => {
    answers = () =>
      new Response(JSON.stringify({ code: 'too_many_requests' }), {
        status: 429,
        ...(sent === undefined ? {} : { headers: { 'Retry-After': sent } }),
      });
    const outcome = press().catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toMatchObject({ status: 429, after });
    expect(heard).toHaveLength(asked);
  },
);
