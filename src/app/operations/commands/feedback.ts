import { Operations } from '../operations';
import { Parts } from '../write-path/parts';

/**
 * A score from 1 to 5, and words. The words are a person's: they are kept encrypted and erasable,
 * and the event names them by id.
 */
export const feedback =
  (parts: Parts): Operations['feedback'] =>
  async (asked, { ticket, score, remark }) => {
    const id = remark ? parts.newId() : undefined;
    return parts.run({
      ...asked,
      load: { tickets: [ticket] },
      command: { type: 'GiveFeedback', ticket, score, remark: id },
      remark:
        id && remark ? { id, ticket, cipher: parts.vault.encrypt(remark, 'remark') } : undefined,
      answer: () => ({ thanks: true }),
    });
  };
