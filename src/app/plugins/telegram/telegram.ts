import { Plugin, PluginHost } from '../../plugin';
import { ALIVE_MS, createAlive } from './alive';
import { Api, CALL_MS, createApi, createSend } from './api';
import { createBot } from './bot';
import { Names } from './names';
import { createOutgoing, TYPES } from './outgoing';
import { createPace } from './pace';
import { poll } from './polling';
import { keepPositions } from './positions';
import { chatKey, TelegramOptions } from './settings';
import { createStartTokens, StartTokens } from './start-tokens';
import { createUpdates } from './updates';
import { keepWebhook, webhookRoute } from './webhook';

/**
 * A message may wait this long (ms) for its turn in the pace: at 30 a second, with 32 in hand, one
 * or two seconds are usual. Anything that would wait longer is put back and retried later.
 */
const PACE_MS = 3_000;

/** Everything that exists once the plugin has its host. */
interface Running {
  readonly outgoing: ReturnType<typeof createOutgoing>;
  readonly updates: ReturnType<typeof createUpdates>;
  readonly tokens: StartTokens;
  readonly names: Names;
}

/**
 * Telegram: a customer's chat follows a ticket, gets its news, and may ask for more time or cancel.
 */
export function createTelegram(options: TelegramOptions): Plugin {
  const api: Api = createApi({
    token: options.token,
    root: options.apiRoot,
    callMs: options.callMs,
  });
  let running: Running | undefined;
  // the relay may have rows in hand before plugins are started: those wait
  const started = Promise.withResolvers<Running>();
  let singles: { stop(): Promise<void> }[] = [];

  /** Made once, by whichever of `routes` and `start` is called first. */
  function run(host: PluginHost): Running {
    if (running) return running;
    const send = createSend(api, createPace(host.limit), host.log);
    const tokens = createStartTokens(host, options.token);
    const names = new Names(api, host, options.token);
    const bot = createBot({ host, api, send, tokens, token: options.token });
    const outgoing = createOutgoing({
      host,
      send,
      keyOf: (chat) => chatKey(options.token, chat),
      alive: createAlive(api),
      patienceMs: PACE_MS,
    });
    running = {
      outgoing,
      tokens,
      names,
      updates: createUpdates(host, options.token, bot, () => names.me()),
    };
    return running;
  }

  return {
    name: 'telegram',
    once: {
      types: TYPES,
      timeoutMs: PACE_MS + (options.callMs ?? CALL_MS) + ALIVE_MS,
      send: async (delivery, signal) => (await started.promise).outgoing(delivery, signal),
    },
    routes: (host) =>
      options.webhookSecret
        ? [webhookRoute(options.webhookSecret, (update) => run(host).updates.handle(update))]
        : [],
    async link(branch, ticket, { fresh, acts }) {
      const name = await running?.names.username();
      if (!running || !name) return undefined;
      const token = fresh
        ? await running.tokens.fresh(branch, ticket, acts)
        : running.tokens.first(ticket, acts);
      return `${options.linkBase ?? 'https://t.me'}/${name}?start=${token}`;
    },
    async start(host) {
      const { names, updates } = run(host);
      started.resolve(running!);
      names.learn();
      const { webhookSecret } = options;
      singles = [
        webhookSecret
          ? host.single('webhook', (signal) =>
              keepWebhook(api, host.log, host.publicUrl, webhookSecret, signal),
            )
          : host.single('updates', (signal) => poll(api, host.log, updates.take, signal)),
        host.single('positions', (signal) =>
          keepPositions(host, options.positionsMs ?? 30_000, signal),
        ),
      ];
    },
    async stop() {
      running?.names.stop();
      await Promise.all(singles.map((single) => single.stop()));
    },
  };
}
