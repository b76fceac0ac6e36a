import type { UserFromGetMe } from 'telegraf/types';
import { PluginHost } from '../../plugin';
import { Api, ApiError } from './api';
import { botIdOf } from './settings';
import { wordsOf } from './words';

const MENU = {
  es: ['turno', 'aplazar', 'llegue', 'cancelar', 'desvincular', 'idioma', 'ayuda'],
  en: ['turn', 'defer', 'here', 'cancel', 'unlink', 'language', 'help'],
} as const;

/**
 * Who the bot is: asked from Telegram once and stored, so that a restart during an outage still has
 * links to offer.
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

  /** The bot's name; undefined until Telegram has answered. Does not wait for Telegram. */
  async username(): Promise<string | undefined> {
    if (!this.known) await (this.loading ??= this.load());
    return this.known?.username || undefined;
  }

  /** For routing: Telegram's description of the bot, or the few members that routing needs. */
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

  /** Asks Telegram until it answers, then registers the commands. Returns at once. */
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
          ? 'Telegram refuses the token: set TELEGRAM_BOT_TOKEN to the one from BotFather'
          : 'Telegram did not say who the bot is; trying again',
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
    // only what routing and links need of a server's description of its bot
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
            'could not set the menu of commands; the bot works without it',
          );
        });
      }
    }
  }
}
