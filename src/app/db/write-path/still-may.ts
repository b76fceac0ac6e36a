import { ClientBase } from 'pg';
import { accountChanged } from '../../domain/model/accounts';
import { Actor } from '../../domain/model/actor';
import { Change } from '../../ports';

/**
 * Whoever was let in and is closed, or has another role or other branches, before the commit
 * changes nothing. The row is held until the end, so whoever closes it comes before or after, on a
 * branch's head too.
 * @throws Refused `account_changed`
 */
export async function stillMay(
  client: ClientBase,
  change: Change,
  { id, might }: Actor,
): Promise<void> {
  // one's own password is good whatever the role is by then, and looks itself whether one is in
  if (!might || change.kind === 'password') return;
  const { rowCount } = await client.query(
    `select from staff
      where id = $1 and active and role = $2 and branches is not distinct from $3::text[]
        for share`,
    [id, might.role, might.branches === 'all' ? null : might.branches],
  );
  if (!rowCount) throw accountChanged();
}
