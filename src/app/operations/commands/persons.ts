import { change } from './configure';
import { Operations } from '../operations';
import { Parts } from '../write-path/parts';
import { Actor } from '../../domain/model/actor';
import { Refused } from '../../domain/model/errors';
import { FactOf } from '../../domain/model/events';
import { normaliseNationalId } from '../../domain/model/rut';
import { Idempotency, Json } from '../../ports';

type Details = Readonly<Record<string, string | number | boolean>>;

/**
 * The rights of a person (LEY-21719): to see what is kept, and to be forgotten. Both are facts of
 * the bank's chain.
 */
export function persons(
  parts: Parts,
): Pick<Operations, 'exportCustomer' | 'eraseCustomer' | 'recordFact'> {
  const indexOf = (nationalId: string) =>
    parts.vault.blindIndex(normaliseNationalId(nationalId).value, 'national-id');
  const record = async (
    chain: string,
    actor: Actor,
    what: string,
    subject: string,
    details?: Details,
    idempotency?: Idempotency,
  ) => {
    await parts.run({
      branch: chain,
      actor,
      idempotency,
      load: {},
      command: {
        type: 'Record',
        facts: [{ type: 'BankFact', what, subject, ...(details ? { details } : {}) }],
      },
    });
  };
  return {
    async exportCustomer(actor, nationalId, key) {
      const found = await parts.store.customerByIndex(indexOf(nationalId));
      if (!found)
        throw new Refused('missing', 'unknown_customer', 'Nothing is kept about this person.');
      await record('bank', actor, 'customer-exported', found.id, undefined, key);
      const { nationalId: id, phone } = JSON.parse(
        parts.vault.decrypt(found.cipher, 'customer'),
      ) as { nationalId?: string; phone?: string };
      return {
        customer: found.id,
        nationalId: id ?? null,
        phone: phone ?? null,
        tickets: found.tickets,
        remarks: found.remarks.map((remark) => ({
          ticket: remark.ticket,
          at: new Date(remark.at).toISOString(),
          text: parts.vault.decrypt(remark.cipher, 'remark'),
        })),
        contacts: found.contacts.map((contact) => ({
          consumer: contact.consumer,
          address: parts.vault.decrypt(contact.addressCipher, 'contact'),
        })),
      } as Json;
    },
    async eraseCustomer(actor, nationalId, key) {
      const { answer } = await change(
        parts,
        'bank',
        actor,
        { kind: 'erase', blindIndex: indexOf(nationalId) },
        key,
        (events) => {
          const erased = events
            .map((event) => event.fact)
            .find((fact): fact is FactOf<'BankFact'> => fact.type === 'BankFact');
          return { erased: erased !== undefined, tickets: Number(erased?.details?.tickets ?? 0) };
        },
      );
      return answer as { erased: boolean; tickets: number };
    },
    recordFact: (chain, actor, what, subject, details) =>
      record(chain, actor, what, subject, details),
  };
}
