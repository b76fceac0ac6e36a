import { Delivery, SendResult } from '../../../src/app/ports';
import { createRelay } from '../../../src/app/relay/relay';
import { DeliveryTable, HandClock, silent } from './fixtures';

export const sent: SendResult = { outcome: 'sent' };
export const noAnswer: SendResult = { outcome: 'retry', reason: 'ECONNREFUSED' };

export function setUp(
  answer: (delivery: Delivery, tries: number) => SendResult | Promise<SendResult>,
  options: { readonly parallel?: number } = {},
) {
  const clock = new HandClock();
  const table = new DeliveryTable(clock.read);
  const started = clock.now;
  const tried: { id: number; thread: string; at: number }[] = [];
  const unlinked: string[] = [];
  const consumer = {
    name: 'test',
    timeoutMs: 5_000,
    ...options,
    send: async (delivery: Delivery) => {
      tried.push({
        id: Number(delivery.id),
        thread: delivery.thread,
        at: (clock.now - started) / 1000,
      });
      return answer(delivery, tried.filter((other) => other.id === Number(delivery.id)).length);
    },
  };
  const start = (consumers = [consumer], store = table) =>
    createRelay({
      consumers,
      store,
      record: table.record,
      clock: clock.read,
      timers: clock.timers,
      log: silent,
      unlink: async (delivery) => {
        unlinked.push(delivery.thread);
      },
    });
  return { clock, table, tried, unlinked, consumer, start };
}
