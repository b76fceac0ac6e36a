import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { freePort } from '../../../../src/local/machine/processes';
import { elapse } from '../../../support/wait';

interface SentMessage {
  readonly method: string;
  readonly chat: number;
  readonly message: number;
  readonly text: string;
  readonly data: readonly string[];
}
type Body = Readonly<Record<string, unknown>>;

/**
 * A Bot API that shares no code with the local one and answers as little as the documentation
 * allows, or less: few methods, under another path, every connection closed, polls never held open,
 * null or unknown members, `true` for an edited message. Other implementations do all of this.
 */
export class LooseServer {
  readonly sent: SentMessage[] = [];
  readonly asked: string[] = [];
  readonly answered: Body[] = [];
  /** Accepts requests and never answers. */
  hangs = false;
  /** Milliseconds before each answer. */
  slowMs = 0;
  /**
   * Answers to give instead to the next calls of that method (and chat, if given): HTTP status and
   * body.
   */
  readonly instead: {
    readonly method: string;
    readonly chat?: number;
    readonly status: number;
    readonly body: unknown;
  }[] = [];
  private updates: Body[] = [];
  private nextUpdate = 1;
  private nextMessage = 1;
  private server: Server | undefined;
  url = '';

  async start(chosen?: number): Promise<void> {
    const port = chosen ?? (await freePort());
    this.server = createServer((request, response) => {
      void this.answer(request, response);
    });
    await new Promise<void>((resolve) => {
      this.server!.listen(port, '127.0.0.1', resolve);
    });
    this.url = `http://127.0.0.1:${port}/own`;
  }

  async stop(): Promise<void> {
    this.server!.closeAllConnections();
    await new Promise((resolve) => {
      this.server!.close(resolve);
    });
  }

  /** Forgets everything and restarts its numbers. */
  reset(): void {
    this.updates = [];
    this.nextUpdate = 1;
    this.nextMessage = 1;
    this.sent.length = 0;
  }

  private give(update: Body): void {
    this.updates.push({
      update_id: this.nextUpdate,
      something_new: { of: 'theirs' },
      edited_message: null,
      ...update,
    });
    this.nextUpdate += 1;
  }

  private private(chat: number) {
    return {
      from: {
        id: chat,
        is_bot: false,
        first_name: '<b>Ana & "x"</b></i>',
        last_name: null,
        username: null,
        language_code: null,
      },
      chat: { id: chat, type: 'private', title: null },
    };
  }

  text(chat: number, text: string, more: Body = {}): void {
    const message = {
      message_id: this.nextMessage++,
      date: Math.floor(Date.now() / 1000),
      ...this.private(chat),
      text,
      reply_to_message: null,
      ...more,
    };
    this.give({ message });
  }

  /** Without `message`: the pressed message is gone. */
  press(chat: number, data: string, message?: number): void {
    const { from, chat: place } = this.private(chat);
    this.give({
      callback_query: {
        id: `${Date.now()}-${this.nextUpdate}`,
        from,
        chat_instance: null,
        data,
        ...(message === undefined
          ? {}
          : { message: { chat: place, message_id: message, date: 0 } }),
      },
    });
  }

  update(update: Body): void {
    this.give(update);
  }

  saidTo = (chat: number, text: RegExp): readonly SentMessage[] =>
    this.sent.filter((one) => one.chat === chat && text.test(one.text));

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const method = request.url!.split('/').at(-1)!;
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Body;
    this.asked.push(method === 'sendMessage' ? `${method} to ${String(body.chat_id)}` : method);
    if (this.hangs) return;
    if (this.slowMs) await elapse(this.slowMs);
    const at = this.instead.findIndex(
      (other) =>
        other.method === method && (other.chat === undefined || other.chat === body.chat_id),
    );
    const [status, answer] =
      at >= 0
        ? [this.instead[at].status, this.instead.splice(at, 1)[0].body]
        : this.result(method, body);
    response
      .writeHead(status, { 'content-type': 'text/plain', connection: 'close' })
      .end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  }

  private result(method: string, body: Body): readonly [number, unknown] {
    const ok = (result: unknown) => [200, { ok: true, result }] as const;
    const keyboard = body.reply_markup as
      { inline_keyboard: { callback_data: string }[][] } | undefined;
    const said = (message: number) =>
      this.sent.push({
        method,
        chat: body.chat_id as number,
        message,
        text: String(body.text),
        data: (keyboard?.inline_keyboard ?? []).flat().map(({ callback_data }) => callback_data),
      });
    switch (method) {
      case 'getMe':
        return ok({ id: 4242, first_name: 'a\u0000b', username: 'other_bot' });
      case 'getUpdates': {
        this.updates = this.updates.filter(
          ({ update_id }) => (update_id as number) >= Number(body.offset ?? 0),
        );
        return ok(this.updates);
      }
      case 'sendMessage': {
        const message = this.nextMessage++;
        said(message);
        return ok({ message_id: message, date: 0, chat: { id: body.chat_id } });
      }
      case 'editMessageText':
        said(body.message_id as number);
        return ok(true);
      case 'answerCallbackQuery':
        this.answered.push(body);
        return ok(null);
      default:
        return [404, { ok: false, error_code: 404, description: 'Not Found: method not found' }];
    }
  }
}
