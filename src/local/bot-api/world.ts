import { Chat, Message, Update, User } from './types';

/** A phone: a customer, their chat with the bot, and what the screen shows. */
export interface Phone {
  readonly user: User;
  readonly chat: Chat;
  messages: Message[];
  blocked: boolean;
  /**
   * The line that answerCallbackQuery shows over the chat, when it came (ms), and the ids of
   * messages that rang.
   */
  toast?: string;
  toastAt?: number;
  readonly rang: Set<number>;
}

export interface Switches {
  /**
   * `refuse`: connections are cut. `hang`: calls are never answered. `take`: they are carried out,
   * and never answered. `error`: 502, as from a proxy.
   */
  outage: 'none' | 'refuse' | 'hang' | 'take' | 'error';
  /** Milliseconds before every answer. */
  slowMs: number;
  /** Answer every message with 429 and this many seconds to wait; 0 = off. */
  tooMany: number;
  /** Enforce Telegram's limits: 30 messages a second, one a second per chat. */
  limits: boolean;
}

/**
 * A received call, for tests and for the page. Status 0: it was carried out, and never answered.
 */
export interface Call {
  readonly at: number;
  readonly method: string;
  readonly chat?: number;
  readonly text?: string;
  readonly message?: number;
  readonly status: number;
}

/** The state of this server, in memory only. */
export class World {
  readonly phones = new Map<number, Phone>();
  readonly switches: Switches = { outage: 'none', slowMs: 0, tooMany: 0, limits: true };
  readonly calls: Call[] = [];
  readonly commands = new Map<string, unknown>();
  readonly queries = new Map<string, { readonly phone: Phone; readonly at: number }>();
  private readonly watchers = new Set<() => void>();
  private nextMessage = 1;
  private nextUpdate = Math.floor(Date.now() / 1000);
  private nextUser = 1_000_001;
  private nextQuery = 1;
  updates: Update[] = [];
  private updateWaiters = new Set<() => void>();

  constructor(
    readonly bot: User,
    readonly token: string,
  ) {}

  newPhone(name: string, language: string): Phone {
    const id = this.nextUser++;
    const phone: Phone = {
      user: { id, is_bot: false, first_name: name, language_code: language },
      chat: { id, type: 'private', first_name: name },
      messages: [],
      blocked: false,
      rang: new Set(),
    };
    this.phones.set(id, phone);
    this.changed();
    return phone;
  }

  newMessage(phone: Phone, from: User, content: Partial<Message>): Message {
    const message: Message = {
      message_id: this.nextMessage++,
      from,
      chat: phone.chat,
      date: Math.floor(Date.now() / 1000),
      ...content,
    };
    phone.messages.push(message);
    this.changed();
    return message;
  }

  replace(phone: Phone, message: Message): void {
    phone.messages = phone.messages.map((other) =>
      other.message_id === message.message_id ? message : other,
    );
    this.changed();
  }

  /** The customer sends a text, a sticker or any other message. */
  fromCustomer(phone: Phone, content: Partial<Message>): Message {
    const command = typeof content.text === 'string' && /^\/\w+/.exec(content.text);
    const message = this.newMessage(phone, phone.user, {
      ...content,
      ...(command
        ? { entities: [{ type: 'bot_command', offset: 0, length: command[0].length }] }
        : {}),
    });
    this.update({ message });
    return message;
  }

  /** The customer presses a button. */
  press(phone: Phone, message: Message, data: string): string {
    const id = `${Date.now()}${this.nextQuery++}`;
    this.queries.set(id, { phone, at: Date.now() });
    this.update({
      callback_query: { id, from: phone.user, message, chat_instance: String(phone.chat.id), data },
    });
    return id;
  }

  block(phone: Phone, blocked: boolean): void {
    if (phone.blocked === blocked) return;
    phone.blocked = blocked;
    const member = (status: string) => ({
      user: this.bot,
      status,
      ...(status === 'kicked' ? { until_date: 0 } : {}),
    });
    const [before, now] = blocked ? ['member', 'kicked'] : ['kicked', 'member'];
    const date = Math.floor(Date.now() / 1000);
    this.update({
      my_chat_member: {
        chat: phone.chat,
        from: phone.user,
        date,
        old_chat_member: member(before),
        new_chat_member: member(now),
      },
    });
    this.changed();
  }

  /** The customer's account is deleted: no update tells the bot about it. */
  delete(phone: Phone): void {
    this.phones.delete(phone.user.id);
    this.changed();
  }

  update(kind: object): Update {
    const update = { update_id: this.nextUpdate++, ...kind };
    this.updates.push(update);
    this.updateWaiters.forEach((wake) => wake());
    return update;
  }

  /** Resolves with the next update, or when `signal` aborts. */
  nextUpdateOr(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.updateWaiters.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      if (signal.aborted) return resolve();
      this.updateWaiters.add(done);
      signal.addEventListener('abort', done);
    });
  }

  log(call: Call): void {
    this.calls.push(call);
    if (this.calls.length > 100_000) this.calls.splice(0, 50_000);
  }

  watch(fn: () => void): () => void {
    this.watchers.add(fn);
    return () => this.watchers.delete(fn);
  }

  changed(): void {
    this.watchers.forEach((fn) => fn());
  }
}
