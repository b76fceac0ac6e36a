import { createHash, createHmac } from 'node:crypto';

export interface TelegramOptions {
  /** The token from BotFather: `123456:ABC…`. */
  readonly token: string;
  /** A Bot API server other than Telegram's. */
  readonly apiRoot?: string;
  /**
   * If set, Telegram calls us, at a path and with a token derived from it. If unset, we poll, on
   * one instance.
   */
  readonly webhookSecret?: string;
  /** Where links to the bot lead; `https://t.me` by default. */
  readonly linkBase?: string;
  /** How long a call to Telegram may take, ms; 8 s by default. */
  readonly callMs?: number;
  /** Interval between checks of positions, ms; 30 s by default. */
  readonly positionsMs?: number;
}

/** The digits before the colon: public, and part of every update's identity. */
export const botIdOf = (token: string): string => token.split(':')[0];

/** One secret for two uses: the path does not reveal the token, and neither reveals the secret. */
export const webhookPath = (secret: string): string => `telegram/${derived(secret, 'path')}`;
export const webhookToken = (secret: string): string => derived(secret, 'token');

const derived = (secret: string, use: string) =>
  createHmac('sha256', secret).update(`ticketero telegram ${use}`).digest('hex').slice(0, 40);

/** A chat's name in keys and limits. Chat ids are personal data; without the token, this is not. */
export const chatKey = (token: string, chat: string): string =>
  createHmac('sha256', token).update(`chat:${chat}`).digest('base64url').slice(0, 22);

export const sha256 = (text: string): string =>
  createHash('sha256').update(text).digest('base64url');

/** Kinds of updates we want. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;
