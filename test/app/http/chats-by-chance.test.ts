import { createTelegram } from '../../../src/app/plugins/telegram/telegram';
import { atLength } from '../../support/at-length';
import { LocalBotApi, TOKEN } from '../plugins/telegram/bot-api';
import { Chats } from './chance/chats';
import { deeds } from './chance/deeds';
import { Desk, STAFF } from './chance/desk';
import { Dice } from './chance/dice';
import { Weekday } from './routes/weekday';

/** Days on which anything happens: a chat's last message is always true. */

let bot: LocalBotApi;
let weekday: Weekday;
beforeEach(async () => {
  bot = await LocalBotApi.start();
  const telegram = createTelegram({ token: TOKEN, apiRoot: bot.url, positionsMs: 86_400_000 });
  weekday = await Weekday.open({ plugins: [telegram] });
  for (const who of STAFF) {
    const body = { state: 'available', counter: who.slice(-1) };
    const as = await weekday.stage.staff(who);
    await weekday.stage.ask('PUT', '/api/branches/1/advisors/me', { as, body });
  }
});
afterEach(async () => {
  await weekday.stage.close();
  await bot.stop();
});

test.each(atLength([4], [2, 3, 5, 7]))('chats on a random day, seed %d', async (seed) => {
  const dice = new Dice(seed);
  const chats = new Chats(weekday, bot);
  const desk = new Desk(weekday, dice, undefined, chats.follow);
  const all = Object.values({ ...deeds(desk, dice), ...chats.deeds(dice) });
  for (let part = 1; part <= atLength(20, 60); part += 1) {
    for (let left = 10; left > 0; left -= 1) {
      await dice.weighed(all).does();
      await chats.settled();
    }
    expect([part, await chats.wrong()]).toEqual([part, []]);
  }
  expect(desk.done['issue']).toBeGreaterThan(5);
  expect(chats.presses).toBeGreaterThan(5);
});
