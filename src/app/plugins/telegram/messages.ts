import { Contact, PluginHost } from '../../plugin';
import { pause } from './pause';

/** Ids of a chat's messages about one ticket: they grow. */
export interface Messages {
  /** The one that is edited as things change. */
  readonly card?: number;
  /** The newest of the messages sent besides the card. */
  readonly last?: number;
}

/** How long a sender waits for a message's id to be stored, ms: the database may hang. */
const REMEMBER_MS = 2_000;

/**
 * The message has been sent, whatever happens here. Without its id a later edit becomes a new card,
 * so it is stored as soon as the database is back; the outcome does not wait for that.
 * @param position what the card shows now; null is none, undefined unchanged
 */
export const remember = (
  host: PluginHost,
  contact: string,
  messages: Messages,
  position?: number | null,
) => Promise.race([pause(REMEMBER_MS), store(host, contact, messages, position)]);

/** The pressed message becomes the ticket's card, unless something was said below it. */
export async function becomesCard(
  host: PluginHost,
  { id, data }: Contact,
  pressed: number | undefined,
): Promise<void> {
  const { card = 0, last = 0 } = data as Messages;
  if (pressed !== undefined && pressed > card && pressed >= last) {
    await host.contacts.update(id, { card: pressed });
  }
}

/** Longest pause between two tries, and when an id is given up, ms. */
const STORE_AGAIN_MS = 1_000;
const STORE_WITHIN_MS = 300_000;
/** What is not stored yet, by contact. */
const unstored = new Map<string, Messages>();

async function store(host: PluginHost, id: string, sent: Messages, position?: number | null) {
  const until = performance.now() + STORE_WITHIN_MS;
  const messages = { ...unstored.get(id), ...sent };
  unstored.set(id, messages);
  for (let ms = 100; unstored.get(id) === messages; ms = Math.min(2 * ms, STORE_AGAIN_MS)) {
    try {
      await host.contacts.update(id, { ...messages }, position);
      if (unstored.get(id) === messages) unstored.delete(id);
    } catch (error) {
      const late = performance.now() > until;
      if (ms === 100 || late) {
        host.log.warn(
          { error: String((error as Error)?.name), givenUp: late },
          'could not store the id of a sent message',
        );
      }
      if (late) unstored.delete(id);
      else await new Promise((resolve) => setTimeout(resolve, ms).unref());
    }
  }
}
