import { Vault } from '../../../ports';
import { Faults } from './faults';
import { Link } from './replay';
import { ledgerDifferences, RowsDeps } from './rows';
import { AuditSnapshot } from './store';

/**
 * Chats that follow tickets: a chat found by its address acts on the ticket that the row names, and
 * gets its messages. So a row must not be moved to another ticket, or be found by another chat.
 */

/** Which chat follows which ticket matches the branch's events. */
export async function linkDifferences(deps: RowsDeps): Promise<void> {
  const { snapshot, replay, branch, faults } = deps;
  const strays: { readonly key: string; readonly row: Link }[] = [];
  await ledgerDifferences(
    deps,
    replay.links,
    (fact) => (fact.type === 'ContactLinked' ? fact.link : undefined),
    ({ key, folded, row }) => {
      if (folded === undefined) strays.push({ key, row: row as Link });
      else faults.add(`branch ${branch}: link ${key} of a chat is not as events say`);
    },
  );
  for (const { key, row } of strays) {
    if (!row.active) continue;
    if (await snapshot.linkedWithoutRow(branch, row.ticket, row.consumer)) {
      faults.unproven(
        `branch ${branch}: link ${key} of a chat may be one that an older release made: ` +
          'whether it was changed since cannot be told; it ends with its ticket',
      );
    } else {
      faults.add(`branch ${branch}: link ${key} of a chat to ticket ${row.ticket} was never made`);
    }
  }
}

/** Each address decrypts, belongs to a link, and is found under its own index only. */
export async function contactDifferences(
  snapshot: AuditSnapshot,
  vault: Pick<Vault, 'decrypt' | 'blindIndex'>,
  faults: Faults,
): Promise<void> {
  for await (const { id, cipher, index, consumer, thread } of snapshot.contacts()) {
    await faults.during(`contacts.address_cipher of ${id} cannot be opened`, () => {
      const address = vault.decrypt(cipher, `contact\0${id}`);
      if (consumer === null) {
        faults.add(`contact ${id} is kept and follows no ticket`);
      } else if (index !== vault.blindIndex(address, `contact:${consumer}`)) {
        faults.add(`contact ${id} is found by another chat`);
      } else if (thread !== index) {
        faults.add(`contact ${id}: its messages are said to go to another chat`);
      }
    });
  }
  for (const id of await snapshot.linksWithoutAddress()) {
    faults.add(
      `link ${id} of a chat still gets messages about its ticket, but its address is gone`,
    );
  }
}
