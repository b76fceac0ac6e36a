import { Call, LocalBotApi, PhoneState, saidOn, TOKEN } from '../app/plugins/telegram/bot-api';
import { callers, enrol, insist } from '../support/caller';
import { until } from '../support/wait';

/** A customer whose phone follows a ticket. */
interface Customer {
  readonly ticket: string;
  readonly phone: number;
}

/** A row of `deliveries` about a customer's ticket. */
interface Message {
  readonly ticket: string;
  readonly type: string;
  readonly state: 'open' | 'sent' | 'failed' | 'superseded';
  readonly reason: string | null;
}

/** What scenarios of messages need of their world. */
interface Bank {
  readonly targets: readonly string[];
  sql<T extends object>(text: string): Promise<readonly T[]>;
}

/** Messages that are sent once and never edited, by event, as phones show them. */
const ONCE: Readonly<Record<string, RegExp>> = {
  TicketCalled: /es su turno/,
  ServiceFinished: /¿Cómo le atendimos/,
};
/** A ticket's first message, which is edited later, as sent to Telegram. */
const CARD = /🎫/;

/** How long a backlog may take, at thirty messages a second and on a slow machine, ms. */
const BACKLOG_MS = 240_000;

/** Customers who follow their tickets in Telegram, and the fate of their messages. */
export class Chats {
  readonly customers: Customer[] = [];
  /** Phones removed by a scenario: every message to them fails. */
  readonly gone = new Set<number>();

  private constructor(
    readonly bot: LocalBotApi,
    private readonly bank: Bank,
  ) {}

  static async open(bank: Bank): Promise<Chats> {
    return new Chats(await LocalBotApi.start(), bank);
  }

  /** What an instance needs in its environment to talk to this Telegram. */
  get environment(): Readonly<Record<string, string>> {
    return { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: this.bot.url };
  }

  /** This many take a ticket and press Start; resolves when each has the confirmation. */
  async arrive(count: number): Promise<void> {
    const kiosks = await Promise.all(
      ['1', '2'].map((branch) => enrol(this.bank.targets[0], `kiosk-${branch}`)),
    );
    const one = async (at: number) => {
      const path = `/api/branches/${(at % 2) + 1}/tickets`;
      const [base] = this.bank.targets;
      const { status, body } = await insist(base, 'POST', path, {
        token: kiosks[at % 2],
        body: { queue: 'caja', language: 'es' },
      });
      if (status !== 201) throw new Error(`a customer got no ticket: ${status}`);
      const { telegram } = body.links as { readonly telegram: string };
      this.customers.push({ ticket: body.ticket!.id, phone: await this.bot.start(telegram) });
    };
    await callers(
      8,
      Array.from({ length: count }, (_, at) => () => one(at)),
    );
    const told = async () => {
      const phones = await this.phones();
      return this.customers.every(({ phone }) => saidOn(phones.get(phone)!).length > 0);
    };
    await until(told, `${count} customers with a confirmation of their tickets`, BACKLOG_MS, 200);
  }

  /**
   * Those whose turn is next delete their accounts, this many at a time; Telegram reports that to
   * nobody. Next, because a place in line is edited every half minute: an edit that fails unlinks
   * the chat, and then there is no message left to fail.
   */
  async leave(atATime: number): Promise<void> {
    const own = this.customers.map(({ ticket }) => `'${ticket}'`).join();
    const next = await this.bank.sql<{ id: string }>(
      `select id from tickets where state = 'waiting' and id in (${own})
        order by issued_at limit ${atATime}`,
    );
    for (const { phone } of this.customers.filter((each) =>
      next.some(({ id }) => id === each.ticket),
    )) {
      if (this.gone.has(phone)) continue;
      this.gone.add(phone);
      await this.bot.post(`chats/${phone}/delete`);
    }
  }

  /** How many called customers still wait for their message. */
  async owed(): Promise<number> {
    return (await this.messages()).filter(({ type, state }) => type in ONCE && state === 'open')
      .length;
  }

  /** How many messages have this outcome. */
  async ended(state: Message['state']): Promise<number> {
    return (await this.messages()).filter((each) => each.state === state).length;
  }

  /** Waits for the last message to have its outcome. */
  async settled(): Promise<void> {
    const none = async () => (await this.ended('open')) === 0;
    await until(none, 'the last message to have an outcome', BACKLOG_MS, 200);
  }

  /**
   * Violations of what messages promise: one lost, or sent twice other than by being accepted
   * without an answer, the declared window (decision 0073).
   */
  async faults(): Promise<string[]> {
    const messages = await this.messages();
    const phones = await this.phones();
    const taken = (await this.bot.calls()).filter(
      ({ method, status }) => method === 'sendMessage' && [0, 200].includes(status),
    );
    const faults: string[] = [];
    let lost = 0;
    const twice: string[] = [];
    for (const { ticket, phone } of this.customers.filter((each) => !this.gone.has(each.phone))) {
      const mine = taken.filter(({ chat }) => chat === phone);
      const recorded = messages.filter((each) => each.ticket === ticket);
      for (const [type, says] of Object.entries(ONCE)) {
        const sent = recorded.filter((each) => each.type === type && each.state === 'sent');
        const said = saidOn(phones.get(phone)!).filter((text) => says.test(text)).length;
        if (said < sent.length) lost += 1;
        const unanswered = mine.filter(
          ({ status, text }) => status === 0 && says.test(plain(text)),
        ).length;
        if (said > Math.max(1, sent.length) + unanswered) twice.push(story(mine, recorded));
      }
      const cards = mine.filter(({ text }) => CARD.test(text ?? ''));
      if (cards.length > 1 + cards.filter(({ status }) => status === 0).length) {
        twice.push(story(mine, recorded));
      }
    }
    if (lost) faults.push(`${lost} messages that count as sent are on no phone`);
    if (twice.length) faults.push(`${twice.length} messages were sent twice: ${twice.join('; ')}`);
    const others = messages.filter(
      ({ ticket }) =>
        !this.customers.some((each) => each.ticket === ticket && this.gone.has(each.phone)),
    );
    const failed = others.filter(({ state }) => state === 'failed');
    if (failed.length) faults.push(`${failed.length} messages failed: ${failed[0].reason}`);
    const dropped = others.filter(
      ({ type, state, reason }) =>
        state === 'superseded' && (type === 'ServiceFinished' || reason === null),
    );
    if (dropped.length) faults.push(`${dropped.length} messages were dropped that still mattered`);
    return faults;
  }

  async close(): Promise<void> {
    await this.bot.stop();
  }

  private async phones(): Promise<ReadonlyMap<number, PhoneState>> {
    return new Map((await this.bot.phones()).map((phone) => [phone.id, phone]));
  }

  async messages(): Promise<readonly Message[]> {
    const rows = await this.bank.sql<Message>(
      `select ticket_id as ticket, type, state, reason from deliveries
        where consumer = 'telegram' and type <> 'position'`,
    );
    const own = new Set(this.customers.map(({ ticket }) => ticket));
    return rows.filter(({ ticket }) => own.has(ticket));
  }
}

/** What Telegram accepted for one phone, and what of it was recorded. */
const story = (calls: readonly Call[], messages: readonly Message[]) => {
  const taken = calls.map(({ at, status, text }) => `${at} ${status} ${plain(text)}`);
  return JSON.stringify({ taken, messages });
};

/** A text without its markup. */
const plain = (text = '') => text.replaceAll(/<[^>]+>/g, '');
