import { sizes, World } from './world';

jest.setTimeout(120_000);
let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(async () => {
  await world?.close();
});

test('after one visit the page opens without a network, with what was last known', async () => {
  const { page, number } = await world.issue('caja', { branch: '2' });
  const phone = await world.open(page, { size: sizes.phone });
  await phone.getByText(number).first().waitFor();
  // the worker has taken what the visit loaded
  await phone.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    const kept = await (await caches.open('ticketero-shell-1')).keys();
    return kept.some(({ url }) => url.endsWith('/t')) && kept.length > 3;
  });
  await phone.context().setOffline(true);
  await phone.reload();
  await phone.getByText(number).first().waitFor();
  await phone.getByText('Sin conexión').waitFor();
  expect(await phone.locator('option').allInnerTexts()).toEqual(['Español', 'English']);
  // back within five seconds, however long it was away
  await phone.waitForTimeout(12_000);
  await phone.context().setOffline(false);
  await phone.getByText('Sin conexión').waitFor({ state: 'detached', timeout: 6_000 });
});

test('without JavaScript it says so, in both languages', async () => {
  const context = await world.browser.newContext({ javaScriptEnabled: false });
  const phone = await context.newPage();
  await phone.goto(`${world.url}/t`);
  expect(await phone.locator('body').innerText()).toMatch(
    /necesita JavaScript[\s\S]*needs JavaScript/,
  );
  await context.close();
});
