import { Vault } from '../../../ports';
import { Difference } from './ledger';
import { ledgerDifferences, RowsDeps } from './rows';
import { WordsRow } from './store';

/**
 * What customers wrote and staff noted, encrypted outside the chain: on the ticket, at the time and
 * by whom the event about it says, and not taken away. Missing words are not a fault: a person's
 * words are erased with the person.
 */
export async function wordDifferences(deps: RowsDeps, decrypt: Vault['decrypt']): Promise<void> {
  const { snapshot, replay, branch } = deps;
  const differs = (what: string) => (each: Difference<unknown>) =>
    deps.faults.add(
      `branch ${branch}: ${what} ${each.key} is not one that its ticket's events tell of`,
    );
  await ledgerDifferences(
    deps,
    replay.remarks,
    (fact) => (fact.type === 'FeedbackGiven' ? fact.remark : undefined),
    differs('remark'),
  );
  await ledgerDifferences(
    deps,
    replay.notes,
    (fact) => (fact.type === 'NoteWritten' ? fact.note : undefined),
    differs('note'),
  );
  await opened(deps, snapshot.words('remarks', branch), 'remark', decrypt);
  await opened(deps, snapshot.words('notes', branch), 'note', decrypt);
}

async function opened(
  { branch, faults }: RowsDeps,
  words: AsyncIterable<WordsRow>,
  what: 'remark' | 'note',
  decrypt: Vault['decrypt'],
): Promise<void> {
  for await (const { id, cipher } of words) {
    await faults.during(`branch ${branch}: ${what} ${id} cannot be opened`, () => {
      decrypt(cipher, `${what}\0${id}`);
    });
  }
}
