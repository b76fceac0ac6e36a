import { until } from '../support/wait';
import { Scenario } from './scenario';
import { runScenario, scenarios } from './scenarios';

/**
 * Message scenarios without a test elsewhere, in their short form. `test/app/plugins/telegram`
 * covers Telegram being down, rate-limiting and slow.
 */

/** Half a minute each; more on a busy machine. */
const PATIENCE_MS = 600_000;
const TWICE = /^1 messages were sent twice/;

test(
  'accepted and never answered: nothing lost, nothing twice but what was in flight',
  async () => {
    const { faults, called } = await runScenario(scenarios['telegram-takes'], 'short');
    expect(faults).toEqual([]);
    expect(called).toBeGreaterThan(20);
  },
  PATIENCE_MS,
);

test(
  'undeliverable messages ring their alarm, and the others arrive',
  async () => {
    const { rings } = scenarios['telegram-gone'];
    const { faults, rang } = await runScenario(scenarios['telegram-gone'], 'short');
    expect(faults).toEqual([]);
    expect(rang).toEqual(rings);
  },
  PATIENCE_MS,
);

test(
  'would be noticed: a message that never went out, and one sent again',
  async () => {
    const planted: Scenario = {
      about: 'somebody changes deliveries by hand',
      rings: [],
      messages: true,
      async harm(world, _, recorder) {
        const { chats } = world;
        const thanks = (state: string) => async () =>
          (await chats!.messages()).some(
            (each) => each.type === 'ServiceFinished' && each.state === state,
          );
        const one = (state: string) => `
        (select id from deliveries
          where type = 'ServiceFinished' and state = '${state}' order by id limit 1)`;
        await recorder.meanwhile(() => chats!.arrive(30));
        await until(thanks('sent'), 'somebody thanked', 240_000, 100);
        await world.sql(`
        update deliveries set state = 'open', ended_at = null, reason = null
         where id = ${one('sent')}`);
        const again = async () => (await chats!.faults()).some((fault) => TWICE.test(fault));
        await until(again, 'somebody thanked twice', 240_000, 100);
        await chats!.bot.switches({ outage: 'refuse' });
        const lose = async () => {
          const lost = await world.sql(`
          update deliveries set state = 'sent', ended_at = due_at
           where id = (select max(id) from deliveries
                        where type = 'ServiceFinished' and state = 'open' and lease is null)
          returning id`);
          return lost.length > 0;
        };
        await until(lose, 'a message in nobody’s hand', 240_000, 100);
        await chats!.bot.switches({ outage: 'none' });
      },
    };
    const { faults } = await runScenario(planted, 'short');
    expect(faults).toContainEqual(expect.stringMatching(TWICE));
    expect(faults).toContain('1 messages that count as sent are on no phone');
  },
  PATIENCE_MS,
);
