import { createHash, createHmac } from 'node:crypto';

export interface TelegramOptions {
  /** What BotFather gave: `123456:ABC…`. */
  readonly token: string;
  /** Another Bot API server than Telegram's. */
  readonly apiRoot?: string;
  /**
   * Set: Telegram calls us at a path and with a token made from it. Unset: we ask (long polling),
   * on one instance.
   */
  readonly webhookSecret?: string;
  /** Where the links to the bot lead: `https://t.me` unless told. */
  readonly linkBase?: string;
  /** Milliseconds a call to Telegram may take; 8 s unless told. */
  readonly callMs?: number;
  /** Milliseconds between two looks at positions; 30 s unless told. */
  readonly positionsMs?: number;
}

/** Digits before the colon: public, part of every update's identity. */
export const botIdOf = (token: string): string => token.split(':')[0];

/**
 * One secret, two uses: whoever knows the path still lacks the token, and neither tells the secret.
 */
export const webhookPath = (secret: string): string => `telegram/${derived(secret, 'path')}`;
export const webhookToken = (secret: string): string => derived(secret, 'token');

const derived = (secret: string, use: string) =>
  createHmac('sha256', secret).update(`ticketero telegram ${use}`).digest('hex').slice(0, 40);

/**
 * A chat's name in keys and limits: chat ids are personal data, and this is none without the token.
 */
export const chatKey = (token: string, chat: string): string =>
  createHmac('sha256', token).update(`chat:${chat}`).digest('base64url').slice(0, 22);

export const sha256 = (text: string): string =>
  createHash('sha256').update(text).digest('base64url');

/** Kinds of updates we want. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;
