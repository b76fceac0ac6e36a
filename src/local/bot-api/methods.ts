import { messageMethods } from './messages';
import { bad, Params, Refusal } from './types';
import { Updates } from './updates';
import { World } from './world';

export type Method = (params: Params, gone: AbortSignal) => unknown;

function commandsKey(params: Params): string {
  const scope =
    typeof params.scope === 'string' ? (JSON.parse(params.scope) as unknown) : params.scope;
  return JSON.stringify([scope ?? { type: 'default' }, params.language_code ?? '']);
}

/** Methods by lower-case name, since Telegram ignores case. */
export function methodsOf(world: World, updates: Updates): ReadonlyMap<string, Method> {
  const methods: Readonly<Record<string, Method>> = {
    ...messageMethods(world),
    getMe: () => ({
      ...world.bot,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    }),
    getUpdates: (params, gone) => updates.getUpdates(params, gone),
    setWebhook: (params) => updates.setWebhook(params),
    deleteWebhook: (params) => updates.deleteWebhook(params),
    getWebhookInfo: () => updates.getWebhookInfo(),
    setMyCommands(params) {
      const commands: unknown =
        typeof params.commands === 'string' ? JSON.parse(params.commands) : params.commands;
      if (!Array.isArray(commands)) throw bad("can't parse commands: expected an Array");
      for (const { command, description } of commands as {
        command?: unknown;
        description?: unknown;
      }[]) {
        if (typeof command !== 'string' || !/^[a-z0-9_]{1,32}$/.test(command)) {
          throw bad('BOT_COMMAND_INVALID');
        }
        if (typeof description !== 'string' || description.length < 1 || description.length > 256) {
          throw bad('BOT_COMMAND_DESCRIPTION_INVALID');
        }
      }
      world.commands.set(commandsKey(params), commands);
      return true;
    },
    getMyCommands: (params) => world.commands.get(commandsKey(params)) ?? [],
    getChat(params) {
      const phone = world.phones.get(Number(params.chat_id));
      if (!phone) throw bad('chat not found');
      return phone.chat;
    },
    close: () => true,
    logOut: () => true,
  };
  return new Map(Object.entries(methods).map(([name, method]) => [name.toLowerCase(), method]));
}

/** Telegram's error for an unknown token or path. */
export const unauthorized = () => new Refusal(401, 'Unauthorized');
export const notFound = () => new Refusal(404, 'Not Found');
