const KEPT = 'ticketero.outbox';
/**
 * The server knows keys for 24 hours. An older press might happen twice, so it is not sent; nor is
 * one that a wrong clock has put in the future, where it would never grow old.
 */
const OLDEST_MS = 12 * 3_600_000;

type Store = Pick<Storage, 'getItem' | 'setItem'>;
/** What is stored with a press, beside its action. */
interface StoredPresses {
  readonly staff: string;
  readonly at: number;
}

/** The presses waiting at this console, whoever made them: two people may share it. */
function all<P extends StoredPresses>(store: Store): readonly P[] {
  const text = store.getItem(KEPT);
  const kept = text ? (JSON.parse(text) as readonly P[]) : [];
  return kept.filter((each) => Math.abs(Date.now() - each.at) < OLDEST_MS);
}

export const keptOf = <P extends StoredPresses>(store: Store, staff: string): readonly P[] =>
  all<P>(store).filter((each) => each.staff === staff);

/** Presses of other people stay until those people are back. */
export function keep(store: Store, staff: string, list: readonly StoredPresses[]): void {
  const others = all(store).filter((each) => each.staff !== staff);
  store.setItem(KEPT, JSON.stringify([...others, ...list]));
}
