import { Actor, SYSTEM } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { BankFactName } from '../../domain/model/branch-facts';
import { unknownCustomer } from '../../domain/model/missing';
import { presentForm, SearchedId, soughtBy } from '../../domain/model/older-ids';
import { rfc3339, rfc3339OrNull, written } from '../../domain/views/rfc3339';
import { CustomerRecord, Idempotency, Json, legible, PersonKey } from '../../ports';
import type { PersonBody, PersonErased, PersonExport } from '../../wire/configuration';
import { erasedAnswer } from '../write-path/answers';
import { CommandContext } from '../write-path/command';
import { ConfigureDeps } from './deps';
import { TOLD } from './told';

/**
 * The rights of a person (LEY-21719): to see what is stored about them, and to be forgotten.
 * Exercising either is a fact of the bank's chain.
 */

/**
 * `refused`: why the text is not a national ID any more, if only an older release took it for one.
 * It is thrown once nobody was found, because the search itself is a fact to record.
 */
export function keyOf(
  { vault }: Pick<ConfigureDeps, 'vault'>,
  person: PersonBody,
): PersonKey & Pick<SearchedId, 'refused'> {
  if ('request' in person) return { by: 'request', indexes: [person.request] };
  if ('customer' in person) return { by: 'customer', indexes: [person.customer] };
  if ('phone' in person) {
    return { by: 'phone', indexes: [vault.blindIndex(person.phone, 'phone')] };
  }
  const { forms, refused } = soughtBy(person.nationalId);
  return {
    by: 'national-id',
    indexes: forms.map((form) => vault.blindIndex(form, 'national-id')),
    ...(refused ? { refused } : {}),
  };
}

/**
 * The same for every record of a person: a request is bound to one record and an event names one,
 * but what is asked must be done to all of them. The page of an unproven ticket speaks for that
 * ticket alone; a phone speaks for the person who gave it at the desk.
 */
export async function allOf(
  deps: Pick<ConfigureDeps, 'vault' | 'store'>,
  person: PersonBody,
): Promise<ReturnType<typeof keyOf>> {
  const key = keyOf(deps, person);
  const ofRecord = key.by === 'request' || key.by === 'customer';
  const [row] = ofRecord ? await deps.store.personRows(key) : [];
  if (!row) return key;
  const kept = legible(deps.vault, row.cipher, `customer\0${row.id}`);
  // A record that cannot be decrypted can still be erased, by the id that the request is bound to.
  if (kept === undefined) return key;
  const { nationalId, phone } = JSON.parse(kept) as {
    readonly nationalId?: string;
    readonly phone?: string;
  };
  if (row.blindIndex !== null) return keyOf(deps, { nationalId: presentForm(nationalId!) });
  return row.phoneIndex !== null && !row.ofTicket ? keyOf(deps, { phone: phone! }) : key;
}

export const exportCustomer =
  (deps: ConfigureDeps) =>
  async (actor: Actor, body: PersonBody, idempotency?: Idempotency): Promise<PersonExport> => {
    const { run, store, vault } = deps;
    const key = await allOf(deps, body);
    const found = await store.personByKey(key);
    await run({
      branch: BANK,
      actor,
      idempotency,
      load: {},
      command: {
        type: 'Record',
        facts: found
          ? [found.id, ...found.others].map((subject) => ({
              type: 'BankFact',
              what: 'customer-exported',
              subject,
            }))
          : [
              {
                type: 'BankFact',
                what: 'person-not-found',
                subject: 'nobody',
                details: { asked: 'export', by: key.by },
              },
            ],
      },
    });
    if (!found) throw key.refused ?? unknownCustomer();
    const { nationalId: id, phone } = JSON.parse(
      vault.decrypt(found.cipher, `customer\0${found.id}`),
    ) as {
      nationalId?: string;
      phone?: string;
    };
    return {
      customer: found.id,
      nationalId: id === undefined ? null : presentForm(id),
      phone: (found.proven && phone) || null,
      opposedAt: rfc3339OrNull(found.opposed),
      tickets: written(found.tickets),
      ...openedOf(vault, found),
      history: found.happened.map(({ ticket, at, fact: { type, ...fact } }) => ({
        ticket,
        at: rfc3339(at),
        what: type,
        details: written(
          Object.fromEntries(Object.entries(fact).filter(([name]) => TOLD.has(name))) as Json,
        ),
      })),
      messages: written(found.messages),
    };
  };

/** The encrypted parts of a row, decrypted; null where that fails. */
const openedOf = (
  vault: ConfigureDeps['vault'],
  { remarks, notes, requests, contacts }: CustomerRecord,
): Pick<PersonExport, 'remarks' | 'notes' | 'requests' | 'contacts'> => ({
  remarks: remarks.map((remark) => ({
    ticket: remark.ticket,
    at: rfc3339(remark.at),
    text: legible(vault, remark.cipher, `remark\0${remark.id}`) ?? null,
  })),
  notes: notes.map(({ id: note, ticket, at, cipher }) => ({
    ticket,
    at: rfc3339(at),
    text: legible(vault, cipher, `note\0${note}`) ?? null,
  })),
  requests: requests.map(({ at, due, ended, ...each }) => ({
    right: each.asked,
    at: rfc3339(at),
    dueAt: rfc3339(due),
    ...{ extended: each.extended, state: each.state },
    ...{ endedAt: rfc3339OrNull(ended), reason: each.reason },
    words:
      each.cipher === null ? null : (legible(vault, each.cipher, `request\0${each.id}`) ?? null),
  })),
  contacts: contacts.map((contact) => ({
    consumer: contact.consumer,
    address: legible(vault, contact.addressCipher, `contact\0${contact.id}`) ?? null,
  })),
});

/** Refused while the person has an open ticket at any branch. */
export const eraseCustomer =
  (deps: ConfigureDeps) =>
  async (actor: Actor, body: PersonBody, idempotency?: Idempotency): Promise<PersonErased> => {
    const { refused, ...person } = await allOf(deps, body);
    const { answer } = await deps.run({
      branch: BANK,
      actor,
      idempotency,
      load: { existing: { what: 'person', person } },
      command: { type: 'EraseCustomer' },
      change: { kind: 'erase', person },
      answer: erasedAnswer,
    });
    if (!answer.erased && refused) throw refused;
    return answer;
  };

/** Erases one record: of a person who was erased before and came back with a backup. */
export const eraseAgain =
  ({ run }: Pick<ConfigureDeps, 'run'>) =>
  async (id: string): Promise<void> => {
    const person: PersonKey = { by: 'id', indexes: [id] };
    await run({
      branch: BANK,
      actor: SYSTEM,
      load: { existing: { what: 'person', person } },
      command: { type: 'EraseCustomer' },
      change: { kind: 'erase', person },
    });
  };

/**
 * The desk looks for a person: ids of the tickets they have taken at this branch. The search is a
 * fact of the branch's chain, whether or not a person was found.
 */
export const ticketsOfPerson =
  (deps: ConfigureDeps) =>
  async (context: CommandContext, nationalId: string): Promise<readonly string[]> => {
    const key = keyOf(deps, { nationalId });
    await deps.run({
      ...context,
      load: {},
      command: {
        type: 'Record',
        facts: [{ type: 'PersonalDataShown', what: 'tickets-of-person' }],
      },
    });
    const person = await deps.store.personByKey(key);
    if (!person && key.refused) throw key.refused;
    return (person?.tickets ?? [])
      .filter(({ branch }) => branch === context.branch)
      .map(({ id }) => id);
  };

/**
 * A fact that needs no decision, on a branch's chain or the bank's: signed in, device enrolled,
 * personal data shown.
 */
export const recordFact =
  ({ run }: ConfigureDeps) =>
  async (
    chain: string,
    actor: Actor,
    what: BankFactName,
    subject: string,
    details?: Readonly<Record<string, string | number | boolean>>,
  ): Promise<void> => {
    await run({
      branch: chain,
      actor,
      load: {},
      command: {
        type: 'Record',
        facts: [{ type: 'BankFact', what, subject, ...(details ? { details } : {}) }],
      },
    });
  };
