import { readFileSync } from 'node:fs';
import { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { readParams } from './body';
import { bad, Params } from './types';
import { Phone, Switches, World } from './world';

/** The state that the page and the tests can see. */
const stateOf = (world: World) => ({
  bot: world.bot,
  switches: world.switches,
  pending: world.updates.length,
  chats: [...world.phones.values()].map(({ user, messages, blocked, toast, toastAt, rang }) => ({
    id: user.id,
    name: user.first_name,
    language: user.language_code,
    blocked,
    toast: toast ?? null,
    toastAt: toastAt ?? null,
    messages: messages.map((message) => ({ ...message, rang: rang.has(message.message_id) })),
  })),
});

function phoneOf(world: World, id: string): Phone {
  const phone = world.phones.get(Number(id));
  if (!phone) throw bad('no such phone');
  return phone;
}

const STICKER = {
  sticker: {
    file_id: 'x',
    file_unique_id: 'x',
    type: 'regular',
    width: 512,
    height: 512,
    is_animated: false,
    is_video: false,
    emoji: '👍',
  },
};
const VOICE = { voice: { file_id: 'x', file_unique_id: 'x', duration: 3, mime_type: 'audio/ogg' } };

/** Actions on the phone page. */
function act(world: World, path: readonly string[], params: Params): unknown {
  if (path[0] === 'chats' && path.length === 1) {
    const phone = world.newPhone(String(params.name ?? 'Cliente'), String(params.language ?? 'es'));
    if (params.start !== undefined) {
      world.fromCustomer(phone, { text: `/start ${String(params.start)}`.trim() });
    }
    return { id: phone.user.id };
  }
  if (path[0] === 'chats') {
    const phone = phoneOf(world, path[1]);
    switch (path[2]) {
      case 'text':
        return {
          message: world.fromCustomer(phone, { text: String(params.text ?? '') }).message_id,
        };
      case 'sticker':
        return { message: world.fromCustomer(phone, STICKER).message_id };
      case 'voice':
        return { message: world.fromCustomer(phone, VOICE).message_id };
      case 'press': {
        const message = phone.messages.find((one) => one.message_id === Number(params.message));
        if (!message) throw bad('no such message');
        phone.toast = undefined;
        return { query: world.press(phone, message, String(params.data)) };
      }
      case 'block':
        world.block(phone, params.blocked === true);
        return {};
      case 'delete':
        world.delete(phone);
        return {};
      default:
    }
  }
  if (path[0] === 'switches') {
    const { outage, slowMs, tooMany, limits } = params as Partial<Switches>;
    Object.assign(
      world.switches,
      Object.fromEntries(
        Object.entries({ outage, slowMs, tooMany, limits }).filter(
          ([, value]) => value !== undefined,
        ),
      ),
    );
    world.changed();
    return world.switches;
  }
  if (path[0] === 'update') return world.update(params);
  throw bad('no such thing on the phone page');
}

/** Serves the phone page and its API; returns false if the path belongs to neither. */
export async function phoneRoutes(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> {
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (request.method === 'GET' && url.pathname === '/') {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(readFileSync(join(__dirname, 'phone.html')));
    return true;
  }
  if (request.method === 'GET' && url.pathname === `/${world.bot.username}`) {
    response
      .writeHead(302, {
        location: `/?start=${encodeURIComponent(url.searchParams.get('start') ?? '')}`,
      })
      .end();
    return true;
  }
  if (!url.pathname.startsWith('/phone/')) return false;
  const path = url.pathname.slice('/phone/'.length).split('/');
  if (request.method === 'GET' && path[0] === 'state') {
    json(200, stateOf(world));
  } else if (request.method === 'GET' && path[0] === 'calls') {
    json(200, world.calls.slice(Number(url.searchParams.get('after') ?? 0)));
  } else if (request.method === 'GET' && path[0] === 'events') {
    events(world, request, response);
  } else if (request.method === 'POST') {
    json(200, act(world, path, await readParams(request, url.searchParams)));
  } else {
    json(404, { error: 'no such thing on the phone page' });
  }
  return true;
}

/** Reports that something changed, at most twenty times a second. */
function events(world: World, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('data: now\n\n');
  let waiting: NodeJS.Timeout | undefined;
  const unwatch = world.watch(() => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      response.write('data: now\n\n');
    }, 50);
  });
  request.on('close', () => {
    clearTimeout(waiting);
    unwatch();
  });
}
