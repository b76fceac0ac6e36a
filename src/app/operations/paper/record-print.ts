import { Answered, Asked } from '../operations';
import { Parts } from '../write-path/parts';

/** Whether the paper came out. The ticket counts either way. */
export const recordPrint =
  (parts: Parts) =>
  async (
    asked: Asked,
    {
      ticket,
      ok,
      reprint,
      reason,
    }: {
      readonly ticket: string;
      readonly ok: boolean;
      readonly reprint: boolean;
      readonly reason?: string;
    },
  ): Promise<Answered> =>
    parts.run({
      ...asked,
      load: { tickets: [ticket] },
      command: { type: 'RecordPrint', ticket, ok, reprint, reason },
      answer: () => ({ recorded: true }),
    });
