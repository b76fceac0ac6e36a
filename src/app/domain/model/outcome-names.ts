import { OutcomeCode, QueueConfig } from './queue';

type Queues = Readonly<Record<string, Pick<QueueConfig, 'names' | 'outcomes'>>>;

/**
 * How a visit ended, in words: the outcome codes in the order of its services. A code of another
 * queue than the row's follows that queue's name: `open; caja solved`.
 * @param queue the row's
 * @param word picks the reader's language
 */
export const outcomesInWords = (
  listed: string,
  queue: string | undefined,
  queues: Queues,
  word: (names: OutcomeCode['names'] | undefined) => string | undefined,
): string =>
  listed
    .split('; ')
    .map((each) => {
      const [code, of] = each.split(' ').reverse();
      const words = word(namesOf(queues, of ?? queue, code)) || code;
      return of === undefined ? words : `${word(queues[of]?.names) || of}: ${words}`;
    })
    .join('; ');

/**
 * Of the queue's own code. Of one that it has no more, or where no queue is told, what every queue
 * that has it calls it: where they differ, none is right.
 */
function namesOf(
  queues: Queues,
  queue: string | undefined,
  id: string,
): OutcomeCode['names'] | undefined {
  const codesOf = (each: Queues[string] | undefined) =>
    each?.outcomes?.codes.filter((code) => code.id === id) ?? [];
  const [own] = codesOf(queue === undefined ? undefined : queues[queue]);
  const found = Object.values(queues).flatMap(codesOf);
  const [first] = found;
  const agreed = found.every(
    ({ names }) => names.es === first.names.es && names.en === first.names.en,
  );
  return own?.names ?? (agreed ? first?.names : undefined);
}
