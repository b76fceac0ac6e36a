import type { UserFromGetMe } from 'telegraf/types';
import { Api, ApiError } from './api';
import { botIdOf } from './settings';
import { wordsOf } from './words';
import { PluginHost } from '../../plugin';

const MENU = {
  es: ['turno', 'aplazar', 'cancelar', 'desvincular', 'idioma', 'ayuda'],
  en: ['turn', 'defer', 'cancel', 'unlink', 'language', 'help'],
} as const;

/**
 * Who the bot is: asked of Telegram once, kept, so that a restart during an outage still has links
 * to give.
 */
export class Names {
  private known: UserFromGetMe | undefined;
  private loading: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly api: Api,
    private readonly host: PluginHost,
    private readonly token: string,
  ) {}

  private get key(): string {
    return `bot:${botIdOf(this.token)}`;
  }

  /** Undefined until Telegram has said. Does not wait for Telegram. */
  async username(): Promise<string | undefined> {
    if (!this.known) await (this.loading ??= this.load());
    return this.known?.username || undefined;
  }

  /** For routing: what Telegram said, or the little that routing needs. */
  async me(): Promise<UserFromGetMe> {
    await this.username();
    return this.known ?? this.nobody();
  }

  private nobody(): UserFromGetMe & { readonly [name: string]: string | number | boolean } {
    return {
      id: Number(botIdOf(this.token)),
      is_bot: true,
      first_name: 'Ticketero',
      username: '',
      can_join_groups: false,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    };
  }

  /** Asks Telegram until it says, then tells it the commands. Returns at once. */
  learn(failures = 0): void {
    this.ask().catch((error: unknown) => {
      const refused = error instanceof ApiError && (error.code === 401 || error.code === 404);
      this.host.log[refused ? 'error' : 'warn'](
        {
          error:
            error instanceof ApiError
              ? `${error.code} ${error.description}`
              : String((error as Error)?.name),
        },
        refused
          ? 'Telegram refuses the token: set TELEGRAM_BOT_TOKEN to what BotFather gave'
          : 'Telegram did not say who the bot is; asking again',
      );
      if (this.stopped) return;
      this.timer = setTimeout(
        () => this.learn(failures + 1),
        Math.min(1_000 * 2 ** failures, 60_000),
      );
      this.timer.unref();
    });
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async load(): Promise<void> {
    const kept = await this.host.store.get(this.key);
    this.known ??= kept?.value as unknown as UserFromGetMe | undefined;
    if (!this.known) this.loading = undefined;
  }

  private async ask(): Promise<void> {
    const { id, username } = await this.api.call('getMe', {});
    // what routing and links need, and nothing else that a server may say of its bot
    const me = {
      ...this.nobody(),
      id,
      username: /^\w{1,64}$/.test(username ?? '') ? username : '',
    };
    this.known = me;
    await this.host.store.put(this.key, me);
    for (const language of ['es', 'en'] as const) {
      const words = wordsOf(language);
      const commands = MENU[language].map((command, index) => ({
        command,
        description: words.say(`tg.menu.${MENU.es[index]}`),
      }));
      const payload = { commands, scope: { type: 'all_private_chats' as const } };
      // the list without a language is what everybody else sees
      for (const one of language === 'es'
        ? [payload, { ...payload, language_code: language }]
        : [{ ...payload, language_code: language }]) {
        await this.api.call('setMyCommands', one).catch((error: unknown) => {
          if (!(error instanceof ApiError)) throw error;
          this.host.log.info(
            { error: `${error.code} ${error.description}` },
            'the menu of commands was not taken; the bot works without it',
          );
        });
      }
    }
  }
}
