import { BANK } from '../../domain/model/bank';
import { Event } from '../../domain/model/events';
import { RecordedCiphers, RenewedCipher, Run } from '../../ports';

const renewedIn = ({ fact }: Event) =>
  fact.type === 'BankFact' && fact.what === 'keys-rotated' ? Number(fact.details?.renewed) : 0;

/**
 * Re-encrypts rows that events seal, so that the audit records it.
 * @returns how many rows: a row that was changed meanwhile is left as it is
 */
export const renewRecordedCiphers =
  ({ runInBackground }: { readonly runInBackground: Run }) =>
  async (
    of: RecordedCiphers,
    dataKey: string,
    renewed: readonly RenewedCipher[],
  ): Promise<number> => {
    const { answer } = await runInBackground<{ readonly renewed: number }>({
      branch: BANK,
      actor: { kind: 'system', id: 'keys-rotate' },
      load: {},
      command: { type: 'Record', facts: [] },
      change: { kind: 'ciphers', of, dataKey, renewed },
      answer: (events) => ({ renewed: events.map(renewedIn).reduce((sum, each) => sum + each, 0) }),
    });
    return answer.renewed;
  };
