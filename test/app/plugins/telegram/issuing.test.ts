import { CALL_MS } from '../../../../src/app/plugins/telegram/api';
import { newKeys } from '../../../../src/app/vault/keys';
import { AppProcess, startApp } from '../../../support/app-process';
import { seedBank } from '../../../support/bank';
import { call, enrol } from '../../../support/caller';
import { createDatabase, TestDatabase } from '../../../support/database';
import { until } from '../../../support/wait';

import { LocalBotApi, TOKEN } from './bot-api';
import { issueBeside } from './issuing-beside';

/**
 * Issuing a ticket never waits for Telegram. A call to a Telegram that hangs ends after `CALL_MS`
 * and not before, so a ticket that waited for one takes at least that long, on any machine.
 * `npm run bench -- telegram` prints how the times compare.
 */

const ROUND = 200;
const HANGING = 20;

let database: TestDatabase;
let bot: LocalBotApi;
const apps: AppProcess[] = [];

beforeAll(async () => {
  [database, bot] = await Promise.all([createDatabase(), LocalBotApi.start()]);
  const keys = newKeys();
  await seedBank(database.url, keys, { advisors: 1, settings: { pauseAbsent: false } });
  const telegram = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: bot.url };
  apps.push(
    ...(await Promise.all(
      [telegram, {}, {}].map((env) => startApp({ databaseUrl: database.url, keys, env })),
    )),
  );
});

afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await bot?.stop();
  await database?.drop();
});

test('no ticket waits for a Telegram that hangs', async () => {
  const [hanging, without, again] = apps.map(({ url }) => url);
  const kiosk = await enrol(hanging, 'kiosk-1');
  for (let i = 0; i < HANGING; i++) {
    let link: string | undefined;
    await until(async () => {
      const { body } = await call(hanging, 'POST', '/api/branches/1/tickets', {
        token: kiosk,
        body: { queue: 'empresas' },
      });
      return (link = (body.links as { telegram?: string } | undefined)?.telegram) !== undefined;
    }, "the bot's name");
    await bot.start(link!);
  }
  await bot.switches({ outage: 'hang' });
  const { hanging: taken } = await issueBeside({ hanging, without, again }, '1', kiosk, ROUND);
  expect(taken).toHaveLength(ROUND);
  expect(Math.max(...taken)).toBeLessThan(CALL_MS);
}, 300_000);
