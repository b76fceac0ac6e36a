import { FRAME_VERSION } from '../../../src/app/live/frames';
import { esCL } from '../../../src/app/texts/es-CL';
import { openWorld, world } from './open-world';
import { sizes } from './world';

jest.setTimeout(300_000);
openWorld();

test('a screen that meets another release reloads once and says so', async () => {
  const context = await world.browser.newContext({ viewport: sizes.display, locale: 'es-CL' });
  const display = await context.newPage();
  let loads = 0;
  display.on('load', () => {
    loads += 1;
  });
  let another = true;
  await display.clock.install();
  await display.routeWebSocket(/\/live/, (socket) => {
    if (!another) return void socket.connectToServer();
    socket.send(JSON.stringify({ v: FRAME_VERSION + 1, kind: 'state' }));
  });

  await display.goto(`${world.url}/display#enrol=display-1`);
  await display.getByText(esCL.updating).waitFor();
  expect(loads).toBe(2);

  another = false;
  await display.clock.fastForward(31_000);
  await display.locator('.board').waitFor();
  expect(loads).toBe(3);
  await context.close();
});
