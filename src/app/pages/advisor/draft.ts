import { signal } from '@preact/signals';

/** A note that is being typed and was not saved. */
interface Draft {
  readonly ticket: string;
  /** Saves it; resolves also when it could not be saved. */
  readonly keep: () => Promise<unknown>;
}
export const draft = signal<Draft | undefined>(undefined);

/** Longer than this (ms) nobody waits for a note to be saved. */
const MOST_MS = 1500;

let saving = false;

/**
 * Does what takes a customer out of these hands, once what was being noted of them is saved: it was
 * meant for whoever has them next, and afterwards it would be refused. Pressed again meanwhile, it
 * is on its way.
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
