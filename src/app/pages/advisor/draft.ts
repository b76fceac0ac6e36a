import { signal } from '@preact/signals';

/** A note that is being typed and is not saved. */
interface Draft {
  readonly ticket: string;
  /** Saves it; resolves even if it could not be saved. */
  readonly keep: () => Promise<unknown>;
}
export const draft = signal<Draft | undefined>(undefined);

/** How long to wait for a note to be saved, ms. */
const MOST_MS = 1500;

let saving = false;

/**
 * Does what takes a customer out of the advisor's hands once the note being typed is saved: it was
 * meant for the next advisor, and would be refused afterwards. A second press meanwhile does
 * nothing.
 */
export function afterDraft(ticket: string, act: () => void): void {
  if (saving) return;
  const unsaved = draft.value;
  if (unsaved?.ticket !== ticket) return act();
  saving = true;
  let done = false;
  const go = () => {
    if (done) return;
    done = true;
    saving = false;
    act();
  };
  setTimeout(go, MOST_MS);
  void unsaved.keep().then(go);
}
