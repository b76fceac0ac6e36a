/**
 * The part of the Bot API that this server implements, with the names of
 * https://core.telegram.org/bots/api.
 */

export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}
export interface Chat {
  readonly id: number;
  readonly type: 'private';
  readonly first_name: string;
}
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}
interface Button {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}
export interface Markup {
  readonly inline_keyboard: readonly (readonly Button[])[];
}

export interface Message {
  readonly message_id: number;
  readonly from: User;
  readonly chat: Chat;
  /** Unix seconds. */
  readonly date: number;
  readonly edit_date?: number;
  readonly text?: string;
  readonly entities?: readonly Entity[];
  readonly reply_markup?: Markup;
  readonly [other: string]: unknown;
}

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

/** Parameters of a call, from JSON, a form or the query. */
export type Params = Readonly<Record<string, unknown>>;

/** A refusal with Telegram's own description. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters?: { readonly retry_after: number },
  ) {
    super(description);
  }
}
export const bad = (what: string) => new Refusal(400, `Bad Request: ${what}`);
