import { ClientBase } from 'pg';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { Change, Head } from '../../ports';

/**
 * Puts a sign on the door of the branch or of a queue, or takes down the one that is there. Its row
 * is that of the branch where no queue is named.
 */
export async function putSign(
  client: ClientBase,
  head: Head,
  { queue, sign }: Extract<Change, { readonly kind: 'sign' }>,
  now: Instant,
): Promise<readonly Fact[]> {
  if (sign) {
    const { says, fromMs = now, untilMs, reason, line, by } = sign;
    await client.query(
      `insert into signs (branch_id, queue, says, from_at, until_at, reason, line, set_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (branch_id, queue) do update
          set says = excluded.says, from_at = excluded.from_at, until_at = excluded.until_at,
              reason = excluded.reason, line = excluded.line, set_by = excluded.set_by`,
      [head.branch, queue ?? '', says, fromMs, untilMs, reason, line, by],
    );
  } else {
    await client.query('delete from signs where branch_id = $1 and queue = $2', [
      head.branch,
      queue ?? '',
    ]);
  }
  const version = head.configVersion + 1;
  const changed = [queue ?? 'branch'];
  return [{ type: 'BranchConfigured', what: 'sign', version, changed }];
}
