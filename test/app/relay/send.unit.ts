import { SendResult } from '../../../src/app/ports';
import { sendOnce } from '../../../src/app/relay/send';
import { HandClock, settled } from './fixtures';
import { sent, setUp } from './relay-set-up';

/** One send, of which the test says when its answer comes. */
function sending() {
  const clock = new HandClock();
  const release = new AbortController();
  const answer = Promise.withResolvers<SendResult>();
  let signal: AbortSignal | undefined;
  let result: SendResult | undefined;
  const table = setUp(() => sent).table;
  table.add('a');
  const begun = table.claim([], 1, 60, []).then(({ due: [delivery] }) => {
    const consumer = {
      name: 'test',
      timeoutMs: 5_000,
      send: (_: unknown, given: AbortSignal) => {
        signal = given;
        return answer.promise;
      },
    };
    void sendOnce(consumer, delivery, clock.timers, release.signal).then((said) => {
      result = said;
    });
  });
  return { clock, release, answer, begun, signal: () => signal!, result: () => result };
}

test('an answer that has come is not lost while what follows it takes long', async () => {
  const { clock, answer, begun, signal, result } = sending();
  await begun;
  await clock.advance(5_100);
  expect(signal().aborted).toBe(true);
  expect(result()).toBeUndefined();
  await clock.advance(2_000);
  answer.resolve(sent);
  await settled();
  expect(result()).toEqual(sent);
});

test('nor is it while the app stops', async () => {
  const { clock, release, answer, begun, signal, result } = sending();
  await begun;
  release.abort();
  await clock.advance(100);
  expect(signal().aborted).toBe(true);
  answer.resolve(sent);
  await settled();
  expect(result()).toEqual(sent);
});

test('a send that the app aborted does not count as an attempt', async () => {
  const { release, answer, begun, result } = sending();
  await begun;
  release.abort();
  answer.resolve({ outcome: 'retry', reason: 'AbortError' });
  await settled();
  expect(result()).toEqual({ outcome: 'released' });
});

test('a consumer that says nothing more is answered for', async () => {
  const { clock, begun, result } = sending();
  await begun;
  await clock.advance(8_100);
  expect(result()).toEqual({ outcome: 'retry', reason: 'no answer within 5000 ms' });
});

test('nothing is sent once the app lets go', async () => {
  const { clock, table, tried, consumer } = setUp(() => sent);
  table.add('a');
  const [delivery] = (await table.claim([], 1, 60, [])).due;
  const said = await sendOnce(consumer, delivery, clock.timers, AbortSignal.abort());
  expect(said).toEqual({ outcome: 'released' });
  expect(tried).toEqual([]);
});
