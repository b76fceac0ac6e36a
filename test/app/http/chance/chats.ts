import type { My } from '../../../../src/app/wire/my';
import { until } from '../../../support/wait';
import { LocalBotApi, saidOn } from '../../plugins/telegram/bot-api';
import type { Weekday } from '../routes/weekday';
import { Deed } from './deeds';
import { Dice } from './dice';

/** A customer who follows a ticket in Telegram. */
interface Follower {
  readonly number: string;
  readonly key: string;
  readonly phone: number;
}

const CALLS = /es su turno|le llamamos otra vez/;
const SOON = /se acerca su turno|no alcanzaremos a atenderle/;
const IN_LINE = /🎫/;
/** What the customer is asked after a press, shown in place of the pressed buttons. */
const ASKED = /¿Cuántos minutos más|¿Cancelamos/;
const SERVING = /le están atendiendo/;
const HELD = /quedó pendiente/;
const MISSED = /no alcanzamos a atenderle/;
const SERVED = /Gracias por su visita/;
const CANCELLED = /quedó cancelado|fue cancelado|ya no vale|está cancelado/;

/** What the last message may say about a ticket in each state. */
const LAST: Readonly<Record<My['ticket']['state'], readonly RegExp[]>> = {
  waiting: [IN_LINE, SOON, ASKED],
  called: [CALLS, ASKED],
  // a customer at the counter still reads the message that called them
  serving: [CALLS, ASKED, SERVING],
  held: [HELD],
  served: [SERVED],
  'no-show': [MISSED],
  cancelled: [CANCELLED],
};

/** The answer to opening the link of a ticket that has just ended, or asking about it. */
const TOO_LATE = /Ese enlace ya no sirve|No sigo ningún turno suyo/;
const ENDED: ReadonlySet<string> = new Set(['served', 'no-show', 'cancelled']);

/** Customers with Telegram, who read the last message of their chat. */
export class Chats {
  /** How many buttons were pressed. */
  presses = 0;
  private readonly followers: Follower[] = [];

  constructor(
    private readonly weekday: Weekday,
    private readonly bot: LocalBotApi,
  ) {}

  /** The customer of a ticket opens the bot by the ticket's link. */
  follow = async (number: string, key: string, link: string): Promise<void> => {
    this.followers.push({ number, key, phone: await this.bot.start(link) });
  };

  /** What customers do in their chats. */
  deeds(dice: Dice): Readonly<Record<string, Deed>> {
    const press = (weight: number, label: RegExp): Deed => ({
      weight,
      does: async () => {
        const { phone } = this.one(dice) ?? {};
        if (phone === undefined) return;
        const before = (await this.bot.phone(phone)).toastAt;
        const isPressed = await this.bot.press(phone, label).catch(() => undefined);
        if (!isPressed) return; // no such button
        const answered = async () => (await this.bot.phone(phone)).toastAt !== before;
        await until(answered, 'an answer to a press');
        this.presses += 1;
      },
    });
    return {
      'more time': press(12, /más tiempo/),
      minutes: press(20, /min más/),
      'not after all': press(1, /Volver|seguir esperando/),
      'I am here': press(9, /Ya llegué/),
      'cancel?': press(1, /Cancelar turno/),
      'yes, cancel': press(4, /Sí, cancelar/),
      'where am I?': {
        weight: 3,
        does: async () => {
          const { phone } = this.one(dice) ?? {};
          if (phone === undefined) return;
          const before = saidOn(await this.bot.phone(phone)).length;
          await this.bot.write(phone, '/turno');
          const answered = async () => saidOn(await this.bot.phone(phone)).length > before;
          await until(answered, 'an answer to a message');
        },
      },
    };
  }

  /** One of the last customers, if there is one. */
  private one(dice: Dice): Follower | undefined {
    const some = this.followers.slice(-15);
    return some.length ? dice.of(some) : undefined;
  }

  /** Last messages of chats that are not true. */
  async wrong(): Promise<readonly string[]> {
    const phones = new Map((await this.bot.phones()).map((phone) => [phone.id, phone]));
    const found: string[] = [];
    for (const { number, key, phone } of this.followers.slice(-60)) {
      const { ticket } = await this.weekday.stage.call('GET /api/my', {
        as: `Ticket ${key}`,
      });
      const said = saidOn(phones.get(phone)!);
      const last = said.at(-1) ?? '';
      const may = LAST[ticket.state];
      const isSo = last.includes(number) && may.some((text) => text.test(last));
      const wasLate = ENDED.has(ticket.state) && TOO_LATE.test(last);
      if (isSo || wasLate) continue;
      found.push(`${number} is ${ticket.state}, and was told ${JSON.stringify(said)}`);
    }
    return found;
  }

  /** Waits until every message has been sent. */
  async settled(): Promise<void> {
    const none = async () => {
      this.weekday.after(1); // a message to be sent again is due later
      const phones = new Map((await this.bot.phones()).map((phone) => [phone.id, phone]));
      if (this.followers.some(({ phone }) => !saidOn(phones.get(phone)!).length)) return false;
      return this.weekday.inDatabase(async (client) => {
        const { rows } = await client.query(
          `select from deliveries where state = 'open'
           union all
           select from plugin_store
            where key like 'update:%' and not (value ->> 'done')::boolean`,
        );
        return rows.length === 0;
      });
    };
    await until(none, 'the last message to have an outcome', 60_000, 100);
  }
}
