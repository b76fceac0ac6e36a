import { request } from 'node:http';
import { Refused } from '../../../src/app/domain/model/errors';
import { CLOSE } from '../../../src/app/live/frames';
import { Viewer } from '../../../src/app/ports';
import { until } from '../../support/wait';
import { Screen } from './screen';
import { instance, start } from './socket.test';
import { advisor, display, holder, supervisor } from './stage';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: {
    readonly code: string;
    readonly status: number;
    readonly errors?: readonly object[];
  };
}

/** An upgrade request, and the answer when it is refused. */
export function upgrade(port: number, path: string, viewer?: Viewer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({
      port,
      path,
      host: '127.0.0.1',
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...(viewer ? { 'x-viewer': JSON.stringify(viewer) } : {}),
      },
    });
    asked.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: JSON.parse(text) as Answer['body'],
        }),
      );
    });
    asked.on('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('was let in'));
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('before there is a socket', () => {
  test.each<[string, string, Viewer | undefined, number, string]>([
    ['another path', '/elsewhere', supervisor, 404, 'not_found'],
    ['nobody', '/live?branch=1&view=floor', undefined, 401, 'unauthorized'],
    ['an unknown view', '/live?branch=1&view=all', supervisor, 400, 'invalid_query'],
    ['no branch', '/live?view=floor', supervisor, 400, 'invalid_query'],
    [
      'a negative since',
      '/live?branch=1&view=floor&since=-1&epoch=e',
      supervisor,
      400,
      'invalid_query',
    ],
    ['an advisor at the floor', '/live?branch=1&view=floor', advisor('a1'), 403, 'forbidden'],
    [
      'an advisor in another branch',
      '/live?branch=2&view=advisor',
      advisor('a1'),
      403,
      'forbidden',
    ],
    ['a display at the floor', '/live?branch=1&view=floor', display, 403, 'forbidden'],
    ['a display of another branch', '/live?branch=2&view=display', display, 403, 'forbidden'],
    ['a ticket at the display', '/live?branch=1&view=display', holder('t'), 403, 'forbidden'],
  ])('%s is refused with a problem', async (_who, path, viewer, status, code) => {
    const {
      instance: { port },
    } = await start();
    const answer = await upgrade(port, path, viewer);
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json' },
      body: { type: `/api#${code}`, status, code },
    });
    if (status !== 400) return;
    expect(answer.body.errors).toEqual([
      expect.objectContaining({
        field: expect.any(String) as unknown,
        wants: expect.any(String) as unknown,
      }),
    ]);
  });

  test('a forbidden origin, an identity that cannot be checked or takes too long', async () => {
    const forbidden = await start({
      identify: async () => {
        throw new Refused('forbidden', 'origin', 'This page may not open sockets here.');
      },
    });
    expect(
      await upgrade(forbidden.instance.port, '/live?branch=1&view=floor', supervisor),
    ).toMatchObject({ status: 403 });
    await instance!.stop();
    const failing = await start({
      identify: async () => {
        throw new Error('the database is away');
      },
    });
    expect(
      await upgrade(failing.instance.port, '/live?branch=1&view=floor', supervisor),
    ).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    await instance!.stop();
    const slow = await start({
      identify: () => new Promise(() => undefined),
      sockets: { identifyWithinMs: 50 },
    });
    expect(
      await upgrade(slow.instance.port, '/live?branch=1&view=floor', supervisor),
    ).toMatchObject({ status: 503 });
  });

  test('a caller who loses a right while being judged is out again at once', async () => {
    let admit = () => undefined as void;
    let asked = 0;
    const identify = () =>
      new Promise<Viewer | undefined>((resolve) => {
        asked += 1;
        // It was read before the right ended; asked again, there is nobody.
        if (asked === 1) admit = () => resolve(supervisor);
        else resolve(undefined);
      });
    const { world, instance: it } = await start({ identify });
    const screen = new Screen('floor', supervisor, world);
    const opening = screen.open(it.origin);
    await until(() => asked === 1, 'it is judged');
    it.sockets.recheck(['s1']);
    admit();
    // Before the first frame, or after it.
    await opening.catch(() => undefined);
    await until(() => screen.closed !== undefined, 'it is closed');
    expect(screen.closed!.code).toBe(CLOSE.unauthorized.code);
  });

  test('a full instance refuses', async () => {
    const {
      world,
      instance: { origin, port },
    } = await start({ sockets: { mostSockets: 1 } });
    await new Screen('floor', supervisor, world).open(origin);
    expect(await upgrade(port, '/live?branch=1&view=floor', supervisor)).toMatchObject({
      status: 503,
      body: { code: 'unavailable' },
    });
  });
});
