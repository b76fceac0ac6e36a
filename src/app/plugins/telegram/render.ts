import { isOpen } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { WhyCancelled } from '../../domain/model/ticket';
import { TicketView } from '../../domain/views/views';
import { Directory } from '../../ports';
import { counterName } from '../../texts/counter-name';
import { clockTime } from '../../texts/format';
import { comeAgainAt } from '../../texts/opening';
import { expectation, isAlmost, isWait, waitInWords } from '../../texts/said-wait';
import { Button, rateButtons, ticketButtons } from './buttons';
import { escape, Words } from './words';

export interface Rendered {
  readonly text: string;
  readonly keyboard: readonly (readonly Button[])[];
  /** The contact whose card this is: the message that is edited from now on. */
  readonly card?: string;
}

/** What a message about a ticket is made from. */
export interface MessageContext {
  readonly words: Words;
  readonly view: TicketView;
  readonly directory: Directory;
  /**
   * The contact's id. Buttons carry it, and the chat a press comes from proves that it is the
   * customer's own.
   */
  readonly contact: string;
  /** Whether the chat may act for the customer: otherwise there are no buttons. */
  readonly acts: boolean;
  /** Whether it may ask the customer to rate the visit. */
  readonly asks?: boolean;
  /** The ticket's page. */
  readonly page: string;
  /** When the branch closes for the day, or only the ticket's queue does. */
  readonly closing?: { readonly at: Instant; readonly of: 'branch' | 'queue' };
  /** Whether the branch is open now, and when it opens after closing. */
  readonly open: boolean;
  readonly opensAt?: Instant;
  /** When the message is made. */
  readonly now: Instant;
}

const queueName = ({ words, directory }: MessageContext, queue: string) =>
  escape(directory.config.queues[queue]?.names[words.language] ?? queue);

/** `Módulo 3`, `Caja 3`: as on the display. */
const counterOf = ({ words, directory }: MessageContext, counter: string) =>
  escape(counterName(words.say, directory.config.counters[counter]?.label ?? counter));

const at = ({ words, directory }: MessageContext, instant: Instant) =>
  clockTime(words.tag, instant, directory.branch.timeZone);
const lines = (...given: readonly (string | undefined)[]) =>
  given.filter((line) => line !== undefined && line !== '').join('\n');
/** Thanks, and asks how it was, unless the customer has already answered on the page. */
export function finished({
  words,
  view,
  contact,
  acts,
  asks: may = acts,
}: MessageContext): Rendered {
  const asks = may && !view.rated;
  return {
    text: words.say(asks ? 'tg.thanks' : 'tg.served', { number: escape(view.number) }),
    keyboard: asks ? rateButtons(contact) : [],
  };
}

/** What may be said about the wait. The reader may be far from the branch's screen. */
function waitLine({ words, view: { said }, directory }: MessageContext): string | undefined {
  if (!said) return undefined;
  if (isWait(said)) return words.say('tg.wait', { wait: waitInWords(said, words.say) });
  if (said.as === 'unknown') return words.say('tg.wait.unknown');
  return expectation(said, words, directory.branch.timeZone);
}

/**
 * What to do. As on the ticket's page, "not long now" is only said of a known wait, and nothing is
 * said where closing comes first.
 */
function whatToDo({ words, view: { near, said, closing } }: MessageContext): string | undefined {
  if (closing === 'will-miss') return undefined;
  return words.say(near ? (isAlmost(said) ? 'tg.near' : 'tg.near.later') : 'tg.updates');
}

/** That closing may come before the turn. */
function closingLine(context: MessageContext): string | undefined {
  const { words, view, closing } = context;
  if (!view.closing || !closing) return undefined;
  const key = `ticket.${view.closing}` as const;
  return words.say(closing.of === 'queue' ? `${key}.queue` : key, {
    time: at(context, closing.at),
  });
}

const comeAgain = ({ words, directory, opensAt, now }: MessageContext) =>
  opensAt === undefined ? undefined : comeAgainAt(words, opensAt, now, directory.branch.timeZone);

/** Closing comes before the turn; undefined when that is no longer so. */
export function pastClosing(context: MessageContext): Rendered | undefined {
  const { words, view, closing } = context;
  if (view.state !== 'waiting' || !view.closing || !closing) return undefined;
  const told = { number: escape(view.number), time: at(context, closing.at) };
  const ofQueue = closing.of === 'queue';
  return {
    text: ofQueue
      ? words.say('tg.past-closing.queue', told)
      : lines(words.say('tg.past-closing', told), comeAgain(context)),
    keyboard: ticketButtons(context),
  };
}

/** Whether the ticket's queue sends its line home before the branch closes. */
const queueGoneAt = ({ closing }: MessageContext, when: Instant) =>
  closing?.of === 'queue' && closing.at <= when;

/** A no-show: for a while a press gives the place back; after that the desk can, for some time. */
export const missed = (context: MessageContext): Rendered => {
  const { words, view, acts } = context;
  const number = escape(view.number);
  const until = acts ? view.comesBackUntil : undefined;
  if (until !== undefined) {
    const text = words.say('tg.missed.back', { number, time: at(context, until) });
    const desk = isOpen(until, context.directory.config.settings) && !queueGoneAt(context, until);
    return {
      text: lines(text, desk ? words.say('tg.missed.back.desk') : undefined),
      keyboard: ticketButtons(context),
    };
  }
  const said = (text: string, more?: string) => ({ text: lines(text, more), keyboard: [] });
  if (!context.open) return said(words.say('tg.missed.closed', { number }), comeAgain(context));
  const desk = queueGoneAt(context, context.now) ? 'tg.missed.queue' : 'tg.missed';
  return said(words.say(view.dayOver ? 'tg.missed.day' : desk, { number }));
};

const CANCELLED = {
  customer: 'tg.cancelled.customer',
  staff: 'tg.cancelled.staff',
  closing: 'tg.cancelled.closing',
  'queue-closing': 'tg.cancelled.queue',
} as const;

/** Why it was cancelled, as the ticket's page says it. Unknown for tickets of older releases. */
export function cancelled(context: MessageContext, because: WhyCancelled | undefined): Rendered {
  const { words, view, open } = context;
  const key = because === undefined ? 'tg.cancelled' : CANCELLED[because];
  const number = escape(view.number);
  return {
    text: lines(
      words.say(key, { number }),
      because === 'closing' ? comeAgain(context) : undefined,
      because === 'staff' && open ? words.say('tg.cancelled.staff.desk') : undefined,
    ),
    keyboard: [],
  };
}

/** Where somebody takes them back; once the advisor who held them has left, the desk knows. */
function heldSaid({ words, view, open }: MessageContext): string {
  const number = escape(view.number);
  if (view.counter === undefined) {
    return words.say(open ? 'tg.held.desk' : 'tg.held.closed', { number });
  }
  const to = escape(counterName(words.say, view.counter, 'counter.to'));
  return words.say('tg.held', { number, to });
}

/** The branch, after the bank's name where it has one. */
const placeOf = ({ directory: { branch, config } }: MessageContext): string =>
  escape([config.settings.face.name, branch.name].filter(Boolean).join(', '));

/** The same for messages that have not named the branch so far: only a bank with a name signs. */
const signed = (context: MessageContext): string =>
  context.directory.config.settings.face.name && placeOf(context);

/** What the bank says first. */
const greeting = ({ words, directory }: MessageContext): string => {
  const { face } = directory.config.settings;
  return escape(face[words.language] || face.es);
};

/** The one message per ticket that is edited as things change: its state, whatever happened. */
export const card = (context: MessageContext): Rendered => ({
  ...stateOf(context),
  card: context.contact,
});

function stateOf(context: MessageContext): Rendered {
  const { words, view } = context;
  const number = escape(view.number);
  const title = words.say('tg.card', {
    number,
    queue: queueName(context, view.queue),
    branch: placeOf(context),
  });
  const page = words.say('tg.page', { url: escape(context.page) });
  const keyboard = ticketButtons(context);
  switch (view.state) {
    case 'waiting':
      if (view.deferredUntil !== undefined) {
        return {
          text: lines(
            title,
            '',
            words.say('tg.deferred', { time: at(context, view.deferredUntil) }),
            context.acts ? words.say('tg.deferred.early') : undefined,
            closingLine(context),
            page,
          ),
          keyboard,
        };
      }
      return {
        text: lines(
          title,
          greeting(context),
          '',
          view.wishUntil === undefined
            ? words.say('tg.ahead', { n: Math.max(0, (view.position ?? 1) - 1) })
            : words.say('tg.wish', { time: at(context, view.wishUntil) }),
          waitLine(context),
          closingLine(context),
          '',
          whatToDo(context),
          page,
        ),
        keyboard,
      };
    case 'called':
      return { text: called(context, view.counter ?? '', undefined).text, keyboard };
    case 'held':
      return { text: heldSaid(context), keyboard: [] };
    case 'serving':
      return { text: words.say('tg.serving', { number }), keyboard: [] };
    case 'served':
      return { text: words.say('tg.served', { number }), keyboard: [] };
    case 'no-show':
      return missed(context);
    case 'cancelled':
      return cancelled(context, view.cancelledBecause);
  }
}

/** Where to go and who is waiting there. */
export function called(
  context: MessageContext,
  counter: string,
  advisor: string | undefined,
  again = false,
): Rendered {
  const { words, view } = context;
  return {
    text: lines(
      words.say(again ? 'tg.recalled' : 'tg.called', {
        number: escape(view.number),
        counter: counterOf(context, counter),
      }),
      advisor && words.say('tg.called.advisor', { advisor: escape(advisor) }),
      signed(context),
    ),
    keyboard: ticketButtons({ ...context, view: { ...view, state: 'called' } }),
  };
}

/** Still in line, and closing does not come first: nobody is asked to come in vain. */
export const mayCome = ({ position, closing }: Pick<TicketView, 'position' | 'closing'>): boolean =>
  position !== undefined && closing !== 'will-miss';

export function approaching(context: MessageContext): Rendered {
  const { words, view } = context;
  return {
    text: lines(
      words.say('tg.approaching', { number: escape(view.number) }),
      view.position === undefined ? undefined : words.say('tg.ahead', { n: view.position - 1 }),
      waitLine(context),
      words.say('tg.approaching.come'),
      signed(context),
    ),
    keyboard: ticketButtons(context),
  };
}

/** A sentence about what happened, with the card below it. */
export function moved(
  context: MessageContext,
  key: 'tg.transferred' | 'tg.returned' | 'tg.reopened',
  queue?: string,
): Rendered {
  const { words, view } = context;
  const number = escape(view.number);
  const sentence =
    key === 'tg.transferred'
      ? words.say(key, { number, queue: queueName(context, queue ?? view.queue) })
      : words.say(key, { number });
  const now = card(context);
  return { ...now, text: lines(sentence, '', now.text) };
}
