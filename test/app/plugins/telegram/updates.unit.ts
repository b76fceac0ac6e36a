import type { Update } from 'telegraf/types';
import { createUpdates } from '../../../../src/app/plugins/telegram/updates';
import { memoryLog } from '../../../support/memory-log';
import { memoryStore } from '../../../support/memory-store';

/** A plugin's store and a clock that several instances share. */
function world() {
  let now = 1_000_000;
  const host = { log: memoryLog(), clock: () => now, store: memoryStore().store };
  let handled = 0;
  const instance = (handle: () => Promise<unknown> = async () => undefined) =>
    createUpdates(
      host as never,
      '1234567:token',
      {
        async handle() {
          handled += 1;
          await handle();
        },
        sorry: async () => undefined,
      },
      async () => ({}) as never,
    );
  return { instance, pass: (ms: number) => (now += ms), handled: () => handled };
}

const UPDATE = {
  update_id: 7,
  message: { message_id: 1, date: 0, chat: { id: 5, type: 'private' }, text: '/ayuda' },
} as unknown as Update;

test('an update that failed is handled when it comes again', async () => {
  const { instance, handled } = world();
  const failing = instance(async () => {
    throw new Error('no database');
  });
  expect(await failing.handle(UPDATE)).toBe('failed');
  expect(await instance().handle(UPDATE)).toBe('done');
  expect(await instance().handle(UPDATE)).toBe('done');
  expect(handled()).toBe(2);
});

test('an instance that fails late does not undo what another took over and finished', async () => {
  const { instance, pass, handled } = world();
  const { promise: hangs, reject } = Promise.withResolvers<void>();
  const slow = instance(() => hangs).handle(UPDATE);
  expect(await instance().handle(UPDATE)).toBe('busy');
  pass(15_000);
  expect(await instance().handle(UPDATE)).toBe('done');
  reject(new Error('frozen'));
  expect(await slow).toBe('failed');
  expect(await instance().handle(UPDATE)).toBe('done');
  expect(handled()).toBe(2);
});

test('nor what another is handling', async () => {
  const { instance, pass, handled } = world();
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const one = instance(() => first.promise).handle(UPDATE);
  expect(await instance().handle(UPDATE)).toBe('busy');
  pass(15_000);
  const other = instance(() => second.promise).handle(UPDATE);
  expect(await instance().handle(UPDATE)).toBe('busy');
  first.reject(new Error('frozen'));
  expect(await one).toBe('failed');
  expect(await instance().handle(UPDATE)).toBe('busy');
  second.resolve();
  expect(await other).toBe('done');
  expect(handled()).toBe(2);
});
