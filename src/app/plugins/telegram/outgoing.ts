import { FactOf, FactType } from '../../domain/model/events';
import { TicketState } from '../../domain/model/ticket';
import { Contact, PluginHost, SendResult } from '../../plugin';
import { Delivery, OnceTypes } from '../../ports';
import { aboutOf, dataOf } from './about';
import { Alive, ALIVE_MS } from './alive';
import { ApiError, CALL_MS, Send, UNSAID_SECONDS } from './api';
import { Messages, remember } from './messages';
import { NoTime, NotNow, Rank, TurnOptions } from './pace';
import {
  approaching,
  called,
  cancelled,
  card,
  finished,
  mayCome,
  MessageContext,
  missed,
  moved,
  pastClosing,
  Rendered,
} from './render';

/** What a linked chat is told, and until when each event stays true. */
export const TYPES: OnceTypes = {
  TicketIssued: { until: 'ended' },
  TicketApproaching: { until: 'called' },
  TicketPastClosing: { until: 'called' },
  TicketCalled: { until: 'started' },
  TicketRecalled: { until: 'started' },
  TicketMissed: {},
  TicketTransferred: { until: 'ended' },
  TicketMoved: { until: 'ended' },
  TicketReturned: { until: 'ended' },
  TicketUndone: { until: 'ended' },
  TicketDeferred: { until: 'ended' },
  DeferralEnded: { until: 'ended' },
  TicketReopened: { until: 'ended' },
  TicketHeld: { until: 'ended' },
  TicketResumed: { until: 'ended' },
  ServiceFinished: {},
  TicketCancelled: {},
};

/**
 * How a message is sent. An edit may safely be made twice, so everything that can be an edit is
 * one.
 */
type Plan = Rendered & {
  /**
   * `edit`: edits the card, or sends a new one if there is none or it stands above later messages.
   * `card`: a new message that becomes the card. `new`: a message next to the card.
   */
  readonly as: 'edit' | 'card' | 'new';
  /** Only turns and pre-notices make a sound. */
  readonly rings: boolean;
};

const rankOf = (about: Delivery['about']): Rank => {
  if (about === 'TicketCalled' || about === 'TicketRecalled') return 'turn';
  const soon = ['TicketApproaching', 'TicketPastClosing', 'TicketIssued'];
  return soon.includes(about) ? 'soon' : 'rest';
};

/** What this delivery says, given what is true now; undefined if there is nothing left to say. */
async function planOf(
  delivery: Delivery,
  { context, was }: { readonly context: MessageContext; readonly was?: TicketState },
  host: PluginHost,
): Promise<Plan | undefined> {
  const { view } = context;
  const quiet = (as: Plan['as'], rendered: Rendered): Plan => ({ ...rendered, as, rings: false });
  const ringing = (rendered: Rendered): Plan => ({ ...rendered, as: 'new', rings: true });
  if (delivery.about === 'position') {
    return view.position === undefined ? undefined : quiet('edit', card(context));
  }
  const fact = <T extends FactType>() => delivery.event.fact as FactOf<T>;
  switch (delivery.about) {
    case 'TicketIssued': {
      if (view.state !== 'called') return quiet('edit', card(context));
      // a chat that followed before the call gets a message of its own
      const isTold = was !== undefined && was !== 'called';
      return isTold ? undefined : { ...card(context), as: 'card', rings: true };
    }
    case 'TicketApproaching':
      return mayCome(view) ? ringing(approaching(context)) : undefined;
    case 'TicketPastClosing': {
      const told = pastClosing(context);
      return told && ringing(told);
    }
    case 'TicketCalled':
    case 'TicketRecalled': {
      const { advisor, counter } = fact<'TicketCalled' | 'TicketRecalled'>();
      const name = (await host.staff(advisor))?.firstName;
      return ringing(called(context, counter, name, delivery.about === 'TicketRecalled'));
    }
    case 'TicketTransferred':
      return quiet('card', moved(context, 'tg.transferred', fact<'TicketTransferred'>().to));
    case 'TicketMoved': {
      const { from, to } = fact<'TicketMoved'>();
      return from === to
        ? quiet('edit', card(context))
        : quiet('card', moved(context, 'tg.transferred', to));
    }
    case 'TicketReturned': {
      const { because, due, queue } = fact<'TicketReturned'>();
      if (because === 'more-time') return quiet('edit', card(context));
      // they had no place in line to keep
      return quiet('card', moved(context, due ? 'tg.transferred' : 'tg.returned', queue));
    }
    case 'TicketReopened':
      return quiet('card', moved(context, 'tg.reopened'));
    case 'TicketUndone':
    case 'TicketHeld':
    case 'TicketResumed':
    case 'TicketDeferred':
    case 'DeferralEnded':
      return quiet('edit', card(context));
    case 'TicketMissed':
      return quiet('new', missed(context));
    case 'ServiceFinished':
      return quiet('new', finished(context));
    case 'TicketCancelled': {
      const { because, queueClosed } = fact<'TicketCancelled'>();
      const why = queueClosed ? 'queue-closing' : because;
      return quiet(because === 'customer' ? 'edit' : 'new', cancelled(context, why));
    }
    default:
      return undefined;
  }
}

/**
 * Added to every text: HTML, and no preview of the ticket's page. Ids have at most 52 bits, so
 * numbers can hold them.
 */
export const payloadOf = (chat: string, { text, keyboard }: Rendered) => ({
  chat_id: Number(chat),
  text,
  parse_mode: 'HTML' as const,
  link_preview_options: { is_disabled: true },
  ...(keyboard.length
    ? { reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) } }
    : {}),
});

/** An edit also removes buttons that are gone. */
export const editOf = (chat: string, rendered: Rendered, message: number) => ({
  reply_markup: { inline_keyboard: [] },
  ...payloadOf(chat, rendered),
  message_id: message,
});

/** The next attempt has its full time. */
const NO_TIME: SendResult = { outcome: 'released', afterMs: 1_000 };

export interface OutgoingDeps {
  readonly host: PluginHost;
  readonly send: Send;
  /** Names a chat in limits. */
  readonly keyOf: (chat: string) => string;
  readonly alive: Alive;
  readonly patienceMs: number;
}

/** Sends one delivery to its chat. */
export function createOutgoing(deps: OutgoingDeps) {
  const { host, alive } = deps;
  /**
   * Telegram answered nobody at the last attempt: check before the next message, because an
   * unanswered message may have arrived.
   */
  let away = false;

  return async (delivery: Delivery, signal: AbortSignal): Promise<SendResult> => {
    const began = performance.now();
    if (away) {
      away = !(await alive(CALL_MS));
      if (away) return { outcome: 'retry', reason: 'Telegram answers nobody', away };
      // Telegram is there, but slow: the rest of this attempt might be too short, and the next one
      // has its full time
      if (performance.now() - began > ALIVE_MS) return NO_TIME;
    }
    const contact = await host.contacts.byId(delivery.subscription);
    if (!contact) return { outcome: 'superseded', reason: 'the chat was unlinked' };
    const context = await aboutOf(host, contact);
    const plan = await planOf(delivery, { context, was: dataOf(contact).was }, host);
    if (!plan) return { outcome: 'superseded', reason: 'nothing left to say' };
    try {
      // A database that took long has used up the time for an answer, and a message whose answer
      // nobody waits for would be sent again.
      const beginBy = began + deps.patienceMs + ALIVE_MS;
      const options = { patienceMs: deps.patienceMs, beginBy, signal };
      const sent = await carryOut(deps, plan, contact, delivery.about, options);
      const position = sent.card === undefined ? undefined : (context.view.position ?? null);
      await remember(host, contact.id, sent, position);
      return { outcome: 'sent' };
    } catch (error) {
      const result = resultOf(error);
      if (result.outcome !== 'retry' || !(error instanceof ApiError)) return result;
      away = !(await alive(ALIVE_MS));
      return { ...result, away };
    }
  };
}

/** @returns which message it is now */
async function carryOut(
  { send, keyOf }: OutgoingDeps,
  plan: Plan,
  contact: Contact,
  about: Delivery['about'],
  limits: Omit<TurnOptions, 'rank'>,
): Promise<Messages> {
  const options = { ...limits, rank: rankOf(about) };
  const { address } = contact;
  const { card: known, last = 0 } = dataOf(contact);
  // A customer who reads that it is their turn does not look further up; a place in line may stay
  // there.
  const isRead = known !== undefined && (known >= last || about === 'position');
  if (plan.as === 'edit' && isRead) {
    try {
      await send('editMessageText', keyOf(address), editOf(address, plan, known), options);
      return { card: known };
    } catch (error) {
      if (error instanceof ApiError && error.alreadySo) return { card: known };
      if (!(error instanceof ApiError && error.nothingToEdit)) throw error;
    }
  }
  const message = await send(
    'sendMessage',
    keyOf(address),
    { ...payloadOf(address, plan), disable_notification: !plan.rings },
    options,
  );
  return { [plan.as === 'new' ? 'last' : 'card']: message?.message_id };
}

/**
 * Why Telegram refused, in our own words: it is recorded for good, and a server's answer may quote
 * the chat or the text.
 */
const REFUSALS: readonly (readonly [said: RegExp, why: string])[] = [
  [/blocked/i, 'the bot was blocked'],
  [/deactivated/i, 'the account is gone'],
  [/(chat|user) not found|PEER_ID_INVALID/i, 'there is no such chat'],
  [/can't initiate/i, 'the chat was never begun'],
  [/parse entities/i, 'the markup of the text'],
  [/too long/i, 'the length of the text'],
];

function refused({ code, description }: ApiError): string {
  const why = REFUSALS.find(([said]) => said.test(description))?.[1];
  return `Telegram answered ${code}${why ? `: ${why}` : ''}`;
}

/** What Telegram's answer, or that it was not asked, means to the relay. */
export function resultOf(error: unknown): SendResult {
  if (error instanceof NoTime) return NO_TIME;
  if (error instanceof NotNow) {
    return { outcome: 'slow-down', retryAfterSeconds: error.retryAfterSeconds };
  }
  if (!(error instanceof ApiError)) {
    return { outcome: 'retry', reason: String((error as Error)?.name) };
  }
  if (error.code === 0) return { outcome: 'retry', reason: error.description };
  if (error.code >= 500) return { outcome: 'retry', reason: `Telegram answered ${error.code}` };
  if (error.code === 429) {
    return { outcome: 'slow-down', retryAfterSeconds: error.retryAfter ?? UNSAID_SECONDS };
  }
  if (error.code === 401) {
    return { outcome: 'stopped', reason: 'Telegram answered 401: it refuses the token' };
  }
  return { outcome: 'failed', reason: refused(error), ...(error.gone ? { unlink: true } : {}) };
}
