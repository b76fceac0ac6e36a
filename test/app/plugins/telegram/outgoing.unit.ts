import { Api, createSend } from '../../../../src/app/plugins/telegram/api';
import { resultOf } from '../../../../src/app/plugins/telegram/outgoing';
import { NotNow } from '../../../../src/app/plugins/telegram/pace';
import { memoryLog } from '../../../support/memory-log';

test('a call without time for its answer is not made, and pauses no chat', async () => {
  let calls = 0;
  const call = (async () => {
    calls += 1;
  }) as unknown as Api['call'];
  const pace = { turn: async () => {}, slowDown: async () => {} };
  const send = createSend({ call } as Api, pace, memoryLog());
  const by = (beginBy: number) =>
    send('sendMessage', 'a chat', { chat_id: 1, text: 'uno' }, { rank: 'turn', beginBy });
  const error = await by(performance.now() - 1).catch((reason: unknown) => reason);
  expect(resultOf(error)).toEqual({ outcome: 'released', afterMs: 1_000 });
  expect(calls).toBe(0);
  await by(performance.now() + 60_000);
  expect(calls).toBe(1);
});

test('a pause that Telegram asked for is one of its chat', () => {
  expect(resultOf(new NotNow(17))).toEqual({ outcome: 'slow-down', retryAfterSeconds: 17 });
});
