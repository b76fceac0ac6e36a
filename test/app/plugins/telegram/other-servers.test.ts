import { checkTelegram } from '../../../../src/app/plugins/telegram/check';
import { openOtherServer, server } from './other-servers/stage';
import './other-servers/conversation';
import './other-servers/refusals';
import './other-servers/failures';

/**
 * The bot on a Bot API server that is not ours: it relies only on what the documentation promises,
 * and on little even of that.
 */

openOtherServer();

test('the check reports what a server does not support instead of failing', async () => {
  expect(
    await checkTelegram(
      { token: '4242:another-servers-token', apiRoot: server.url },
      'https://turnos.example',
    ),
  ).toEqual([
    { ok: true, text: expect.stringContaining('@other_bot') },
    { ok: false, text: expect.stringContaining('may not support the question') },
  ]);
});
