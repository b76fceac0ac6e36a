import {
  caughtFor,
  list,
  nextDay,
  send,
  serverGone,
  serverSays,
  stage,
  subscribed,
  supervisor,
  weekday,
} from './office';

/** A mail server that misbehaves. */

test('a server that says "not now", one that is down, and one that says "never"', async () => {
  const mail = await subscribed(supervisor, 'ana@bank.cl');
  await nextDay();
  const count = () => caughtFor('ana@bank.cl').length;
  const before = count();
  serverSays({ recipient: () => ({ code: 450, text: 'later' }) });
  await send();
  await send();
  expect(await list(supervisor)).toMatchObject([{ id: mail, trouble: 'no-answer' }]);
  const back = await serverGone();
  weekday.after(61);
  await send();
  expect(await stage.app.gauges.consumersStopped()).toBe(0);
  weekday.after(5 * 60 + 1);
  await send();
  // three failed attempts: the alarm for consumers that have stopped
  expect(await stage.app.gauges.consumersStopped()).toBe(1);
  await back();
  serverSays({});
  await send();
  expect(count()).toBe(before);
  weekday.after(15 * 60 + 1);
  await send();
  expect(count()).toBe(before + 1);
  expect(await stage.app.gauges.consumersStopped()).toBe(0);
  expect(await list(supervisor)).toMatchObject([{ trouble: null }]);

  serverSays({ recipient: () => ({ code: 550, text: 'no such mailbox' }) });
  for (let days = 0; days < 4; days += 1) {
    await nextDay();
    await send();
  }
  expect(await list(supervisor)).toMatchObject([{ id: mail, trouble: 'refused' }]);
  await nextDay();
  await send();
  expect(await list(supervisor)).toEqual([]);
  expect(count()).toBe(before + 1);
});
