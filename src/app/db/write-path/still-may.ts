import { ClientBase } from 'pg';
import { accountChanged } from '../../domain/model/accounts';
import { Actor } from '../../domain/model/actor';
import { Change } from '../../ports';

/**
 * An actor whose account was closed, or whose role or branches changed, before the commit changes
 * nothing. The row is locked until the end, so closing it comes before or after, even on a branch's
 * head.
 * @throws Refused `account_changed`
 */
export async function stillMay(
  client: ClientBase,
  change: Change,
  { id, might }: Actor,
): Promise<void> {
  // changing one's own password is allowed whatever the role is by then, and itself checks the
  // account
  if (!might || change.kind === 'password') return;
  const { rowCount } = await client.query(
    `select from staff
      where id = $1 and active and role = $2 and branches is not distinct from $3::text[]
        for share`,
    [id, might.role, might.branches === 'all' ? null : might.branches],
  );
  if (!rowCount) throw accountChanged();
}
