import { createIdentityStore } from '../db/stores/identity-store';
import { createAdminLink, NoLink } from '../identity/admin-link';
import { recordFacts } from '../operations/commands/record-deliveries';
import { changeSecondFactor } from '../operations/commands/second-factor';
import { hashPassword, hashToken, newToken } from '../vault/tokens';
import { openStorage, StorageOptions } from './storage';
import { Core, joinWriting } from './writing';

export { NoLink };

/** The link that lets an administrator in again, made by an operator and used over HTTP. */
export const joinAdminLink = ({ storage: { database, vault }, writing }: Core) =>
  createAdminLink({
    store: createIdentityStore(database.pools.read),
    vault,
    secrets: { hashPassword, hashToken, newToken },
    listStaff: writing.operations.listStaff,
    savePassword: writing.operations.savePassword,
    clock: database.clock,
  });

/**
 * Makes one beside the tasks that serve.
 * @returns the operator's output: the link on a line of its own, then what it does
 * @throws NoLink
 */
export async function makeAdminLink(
  options: StorageOptions,
  username: string | undefined,
  publicUrl: string,
): Promise<readonly string[]> {
  if (!username) throw new NoLink('Name the administrator: admin-link <username>.');
  await using stack = new AsyncDisposableStack();
  const storage = await openStorage(options, stack);
  const writing = joinWriting(options, storage, stack);
  const made = await joinAdminLink({ storage, writing }).make(username, {
    change: changeSecondFactor(writing.deps),
    record: recordFacts(writing.deps),
  });
  return [
    `${publicUrl}/sign-in#admin-link=${made.link}`,
    `For ${made.username}, once, until ${new Date(made.until).toISOString()}: open it now. ` +
      'It asks for a new password. The old password, second factor, sessions and earlier links ' +
      'no longer work, and the audit records this link (admin-link-made).',
  ];
}
