import { elapse, until } from '../support/wait';
import { Length, Scenario, times } from './scenario';
import { ChaosWorld } from './world';

const STOPPED = 'Messages are stopped';
const LATE = 'Messages are late';

/** Long enough for an alarm on two periods of five minutes, or on an age of five, ms. */
const LASTING_MS = 6.5 * 60_000;
/** How many customers must be waiting for their message before a short scenario ends. */
const OWED = 5;

/** How many customers of those who come next are without an account. */
const AT_A_TIME = 6;

/** Telegram with one fault, while customers wait, are called and are served. */
const trouble = (
  about: string,
  rings: readonly string[],
  fault: (length: Length) => object,
  customers: (length: Length) => number = (length) => times(length, 40, 200),
): Scenario => ({
  about,
  rings,
  messages: true,
  async harm({ chats }: ChaosWorld, length, recorder) {
    const [{ bot }, from] = [chats!, performance.now()];
    await recorder.meanwhile(async () => {
      await chats!.arrive(customers(length));
      await bot.switches(fault(length));
    });
    await until(async () => (await chats!.owed()) >= OWED, 'messages that wait', 240_000, 100);
    await elapse(times(length, 5_000, Math.max(0, LASTING_MS - (performance.now() - from))));
    await bot.switches({ outage: 'none', tooMany: 0 });
  },
});

/** Faults of Telegram. Each names which of the three message alarms it rings if it lasts. */
export const messageScenarios: Readonly<Record<string, Scenario>> = {
  'telegram-says-wait': trouble('Telegram answers every message with 429', [LATE], (length) => ({
    tooMany: times(length, 3, 30),
  })),
  'telegram-errors': trouble('Telegram answers everything with 502', [STOPPED, LATE], () => ({
    outage: 'error',
  })),
  'telegram-takes': trouble(
    'Telegram accepts everything and never answers',
    [STOPPED, LATE],
    () => ({
      outage: 'take',
    }),
  ),
  'telegram-away': trouble(
    'Telegram is away while 200 chats wait',
    [STOPPED, LATE],
    () => ({ outage: 'refuse' }),
    () => 200,
  ),
  'telegram-gone': {
    about: 'customers delete their accounts before their turn comes, without notice',
    rings: ['Messages fail'],
    messages: true,
    async harm({ chats }, length, recorder) {
      // more than twice the alarm's threshold, since they may fall into two periods
      const count = times(length, 24, 50);
      await recorder.meanwhile(() => chats!.arrive(3 * count));
      const failed = async () => {
        await chats!.leave(AT_A_TIME);
        return (await chats!.ended('failed')) >= count;
      };
      await until(failed, 'messages that are refused', 240_000, 200);
    },
  },
};
