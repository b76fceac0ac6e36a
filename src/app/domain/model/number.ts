import { QueueConfig } from './queue';

/**
 * What is called out: the queue's prefix and the counter of branch, queue and business day; at
 * least two digits, grows past 99.
 */
export const formatNumber = (prefix: string, n: number) => prefix + String(n).padStart(2, '0');

/**
 * The queue and counter of a number as people type it (`c1`, `C01`, `C 001`); undefined when no
 * queue has that prefix.
 */
export function parseNumber(
  text: string,
  queues: Readonly<Record<string, Pick<QueueConfig, 'id' | 'prefix'>>>,
): { readonly queue: string; readonly n: number } | undefined {
  const found = /^(\D+?)0*([1-9]\d{0,8})$/.exec(text.replace(/\s/g, '').toUpperCase());
  const queue =
    found && Object.values(queues).find(({ prefix }) => prefix.toUpperCase() === found[1]);
  return queue ? { queue: queue.id, n: Number(found[2]) } : undefined;
}
