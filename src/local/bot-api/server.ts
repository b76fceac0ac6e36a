import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { readParams } from './body';
import { methodsOf, notFound, unauthorized } from './methods';
import { phoneRoutes } from './phone-routes';
import { Params, Refusal } from './types';
import { Updates } from './updates';
import { World } from './world';

export interface BotApiOptions {
  readonly token: string;
  readonly username: string;
  /** Allows webhooks over plain http, as a self-hosted Bot API server in local mode does. */
  readonly allowHttp: boolean;
}

/**
 * A Bot API server with one bot and a page of phones. It follows Telegram's public documentation
 * and persists nothing.
 */
export function createBotApi(options: BotApiOptions): {
  readonly server: Server;
  readonly world: World;
} {
  const world = new World(
    {
      id: Number(options.token.split(':')[0]),
      is_bot: true,
      first_name: 'Ticketero',
      username: options.username,
    },
    options.token,
  );
  const api = createApi(world, methodsOf(world, new Updates(world, options.allowHttp)));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith('/bot')) return api(request, response, url);
    if (!(await phoneRoutes(world, request, response, url))) response.writeHead(404).end();
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const [status, message] =
        error instanceof Refusal ? [error.code, error.description] : [500, 'Internal Server Error'];
      if (!(error instanceof Refusal)) process.stderr.write(`${String((error as Error).stack)}\n`);
      if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: false, error_code: status, description: message }));
    });
  });
  server.keepAliveTimeout = 60_000;
  return { server, world };
}

/** The status logged for a call that was carried out and never answered. */
const UNANSWERED = 0;

/** Handles calls to the bot's methods, with any faults that are switched on. */
function createApi(world: World, methods: ReturnType<typeof methodsOf>) {
  const { switches } = world;

  /** The answer to a call; undefined if an outage that is switched on suppresses it. */
  async function called(
    request: IncomingMessage,
    url: URL,
    params: Params,
    gone: AbortSignal,
  ): Promise<{ readonly status: number; readonly body: object } | undefined> {
    if (switches.outage === 'refuse') return void request.socket.destroy();
    if (switches.outage === 'hang') return undefined;
    const name = methodIn(url).toLowerCase();
    if (switches.slowMs > 0 && name !== 'getupdates') {
      await new Promise((resolve) => {
        setTimeout(resolve, switches.slowMs);
      });
    }
    if (switches.outage === 'error') {
      return { status: 502, body: { ok: false, error_code: 502, description: 'Bad Gateway' } };
    }
    const token = /^\/bot([^/]+)\//.exec(url.pathname)?.[1];
    if (token === undefined || !/^\d+:[\w-]+$/.test(token)) throw notFound();
    if (token !== world.token) throw unauthorized();
    const method = methods.get(name);
    if (!method) throw notFound();
    const result = await method(params, gone);
    return { status: switches.outage === 'take' ? UNANSWERED : 200, body: { ok: true, result } };
  }

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    let params: Params = {};
    const answer = (status: number, body: object) => {
      // who has hung up learns of nothing
      const said = status === 200 && response.destroyed ? UNANSWERED : status;
      world.log({ at: Date.now(), method: methodIn(url), status: said, ...shownOf(params) });
      if (said !== UNANSWERED && !response.destroyed) {
        response.writeHead(said, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      }
    };
    try {
      params = await readParams(request, url.searchParams);
      const answered = await called(request, url, params, gone.signal);
      if (answered) answer(answered.status, answered.body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer(error.code, {
        ok: false,
        error_code: error.code,
        description: error.description,
        ...(error.parameters ? { parameters: error.parameters } : {}),
      });
    }
  };
}

const methodIn = (url: URL) => /^\/bot[^/]*\/(\w+)/.exec(url.pathname)?.[1] ?? '';

/** The parameters of a call that the log shows. */
const shownOf = ({ chat_id, text, message_id }: Params) => ({
  ...(chat_id === undefined ? {} : { chat: Number(chat_id) }),
  ...(typeof text === 'string' ? { text } : {}),
  ...(message_id === undefined ? {} : { message: Number(message_id) }),
});
