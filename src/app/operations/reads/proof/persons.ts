import { Vault } from '../../../ports';
import { BankReplay, PersonState } from './bank-replay';
import { ledgerDifferences, RowsDeps } from './rows';

/** Compares what is kept about persons with the bank's chain. */

type Opens = Pick<Vault, 'decrypt' | 'blindIndex'>;

/** Each person's data is their own, and an erased person was erased by an event. */
export async function personDifferences(
  deps: RowsDeps,
  bank: BankReplay,
  vault: Opens,
): Promise<void> {
  const { snapshot, faults } = deps;
  await personEvents(deps, bank);
  for await (const person of snapshot.persons()) {
    const { id, blindIndex, claimIndex, phoneIndex, cipher } = person;
    if (cipher === null) continue;
    await faults.during(`person ${id}: what is kept cannot be opened`, () => {
      const { nationalId, phone } = JSON.parse(vault.decrypt(cipher, `customer\0${id}`)) as {
        readonly nationalId?: string;
        readonly phone?: string;
      };
      // The encrypted form must be the indexed one: the present form or an older release's.
      const index = nationalId === undefined ? null : vault.blindIndex(nationalId, 'national-id');
      if ((blindIndex ?? claimIndex) !== index || (blindIndex !== null && claimIndex !== null)) {
        faults.add(`person ${id}: what is kept is another person's, or found under another ID`);
      }
      const byPhone =
        nationalId === undefined && phone !== undefined ? vault.blindIndex(phone, 'phone') : null;
      // An older release gave no index to a phone.
      if (phoneIndex !== null && phoneIndex !== byPhone) {
        faults.add(`person ${id}: what is kept is found under another phone`);
      }
    });
  }
  const { withoutTicket, missing } = await snapshot.strayPersons();
  for (const id of withoutTicket) faults.add(`person ${id} is kept and never took a ticket`);
  for (const id of missing) faults.add(`person ${id} has tickets and is not kept`);
}

/** Who was erased or opposed, and when, matches the events. */
async function personEvents(deps: RowsDeps, { gone, opposed }: BankReplay): Promise<void> {
  const { faults } = deps;
  await ledgerDifferences(
    deps,
    gone,
    (fact) =>
      fact.type === 'BankFact' &&
      (fact.what === 'customer-erased' || fact.what === 'customer-forgotten')
        ? fact.subject
        : undefined,
    ({ key, folded, row }) => {
      if (folded === undefined) {
        faults.add(`person ${key} was emptied, and no event says so`);
      } else if ((row as PersonState).kept) {
        faults.add(`person ${key} was erased, and there is data again`);
      } else {
        faults.add(`person ${key}: events say erased at ${folded}`);
      }
    },
  );
  await ledgerDifferences(
    deps,
    opposed,
    (fact, at) =>
      fact.type === 'BankFact' &&
      fact.what === 'customer-opposed' &&
      fact.details?.feedback === true
        ? `${fact.subject} ${at}`
        : undefined,
    ({ key }) => {
      const [id] = key.split(' ');
      faults.add(`person ${id} opposed at another time than events say, or never did`);
    },
  );
}

/**
 * Requests of persons: each matches its events, and what was written is only kept until the answer.
 */
export async function requestDifferences(
  deps: RowsDeps,
  { requests }: BankReplay,
  vault: Pick<Vault, 'decrypt'>,
): Promise<void> {
  const { snapshot, faults } = deps;
  await ledgerDifferences(
    deps,
    requests,
    (fact) =>
      fact.type === 'BankFact' && fact.what === 'person-asked'
        ? String(fact.details?.request)
        : undefined,
    ({ key, folded, row }) => {
      if (folded === undefined) faults.add(`request ${key} is kept, and nobody asked it`);
      else if (row === undefined) faults.add(`request ${key} was asked, and is gone`);
      else faults.add(`request ${key} is not as events say`);
    },
  );
  for await (const { cipher, ...row } of snapshot.requests()) {
    if (cipher === null) continue;
    if (row.state !== 'open') faults.add(`request ${row.id} was answered, and has words again`);
    await faults.during(`request ${row.id}: what was written cannot be opened`, () => {
      vault.decrypt(cipher, `request\0${row.id}`);
    });
  }
}
