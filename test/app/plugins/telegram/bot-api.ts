import { ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { flagsFor } from '../../../support/compiled';

const PROGRAM = join(__dirname, '../../../../src/local/bot-api/main.ts');
export const TOKEN = '1234567:test-token-of-the-local-bot-api';

export interface PhoneMessage {
  readonly message_id: number;
  readonly from: { readonly is_bot: boolean };
  readonly text?: string;
  readonly rang: boolean;
  readonly edit_date?: number;
  readonly entities?: readonly { readonly type: string; readonly url?: string }[];
  readonly reply_markup?: {
    readonly inline_keyboard: readonly (readonly {
      readonly text: string;
      readonly callback_data: string;
    }[])[];
  };
}
export interface PhoneState {
  readonly id: number;
  readonly blocked: boolean;
  readonly toast: string | null;
  /** When a press was answered last. */
  readonly toastAt: number | null;
  readonly messages: readonly PhoneMessage[];
}
/** A method's answer in Telegram's envelope. */
export interface ApiAnswer<T> {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after: number };
  readonly result: T;
}
export interface Call {
  readonly at: number;
  readonly method: string;
  readonly chat?: number;
  readonly text?: string;
  readonly message?: number;
  readonly status: number;
}

/** The local Bot API as a process of its own, and the people who use its phones. */
export class LocalBotApi {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(...args: readonly string[]): Promise<LocalBotApi> {
    const child = spawn(
      process.execPath,
      [...flagsFor(PROGRAM), PROGRAM, '--token', TOKEN, '--with-parent', ...args],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the local Bot API ended with ${code}`)));
      child.stdout.on('data', (chunk: Buffer) => {
        const ready = /READY (\S+)/.exec(chunk.toString());
        if (ready) resolve(ready[1]);
      });
    });
    return new LocalBotApi(url, child);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }

  async post<T = unknown>(path: string, body: object = {}): Promise<T> {
    const response = await fetch(`${this.url}/phone/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as T;
  }

  /** A method of the Bot API itself. */
  async api<T = unknown>(method: string, body: object = {}, token = TOKEN): Promise<ApiAnswer<T>> {
    const response = await fetch(`${this.url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as never;
  }

  /** A customer opens a ticket's link and presses START. */
  async start(link: string, language = 'es', name = 'Cliente'): Promise<number> {
    const start = new URL(link).searchParams.get('start') ?? '';
    return (await this.post<{ id: number }>('chats', { name, language, start })).id;
  }

  async phones(): Promise<readonly PhoneState[]> {
    return ((await (await fetch(`${this.url}/phone/state`)).json()) as { chats: PhoneState[] })
      .chats;
  }
  async phone(id: number): Promise<PhoneState> {
    return (await this.phones()).find((phone) => phone.id === id)!;
  }
  /** Counting from message number `after`. */
  async calls(after = 0): Promise<readonly Call[]> {
    return (await (await fetch(`${this.url}/phone/calls?after=${after}`)).json()) as Call[];
  }
  write(id: number, text: string) {
    return this.post(`chats/${id}/text`, { text });
  }
  switches(switches: object) {
    return this.post('switches', switches);
  }
  /** Presses the button labelled `label` on the newest message that has one. */
  async press(id: number, label: string | RegExp): Promise<PhoneMessage> {
    for (const message of [...(await this.phone(id)).messages].reverse()) {
      const button = message.reply_markup?.inline_keyboard
        .flat()
        .find(({ text }) => (typeof label === 'string' ? text === label : label.test(text)));
      if (!button) continue;
      await this.post(`chats/${id}/press`, {
        message: message.message_id,
        data: button.callback_data,
      });
      return message;
    }
    throw new Error(`no button ${String(label)} on phone ${id}`);
  }
}

/** What the bot has said on a phone, oldest first. */
export const saidOn = (phone: PhoneState) =>
  phone.messages.filter((message) => message.from.is_bot).map((message) => message.text ?? '');
