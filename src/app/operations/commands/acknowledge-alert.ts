import { Answered, Asked } from '../operations';
import { Parts } from '../write-path/parts';

/** Seen by a supervisor; it closes by itself when its cause is gone. */
export const acknowledgeAlert =
  (parts: Parts) =>
  async (asked: Asked, { alert }: { readonly alert: string }): Promise<Answered> =>
    parts.run({
      ...asked,
      load: { alerts: true },
      command: { type: 'AcknowledgeAlert', alert, by: asked.actor.id },
      answer: () => ({ acknowledged: alert }),
    });
