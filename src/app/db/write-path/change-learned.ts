import { ClientBase } from 'pg';
import { Fact } from '../../domain/model/events';
import { addDays } from '../../domain/model/local-time';
import { Change, Head } from '../../ports';

/** How many days what was learned is kept: each day's rests on the one before. */
const KEPT_DAYS = 35;

/** Stores what was learned from a day; does nothing if another instance was first. */
export async function saveLearned(
  client: ClientBase,
  { branch }: Head,
  { day, seq, body, plan, calls, briefing, digests }: Extract<Change, { kind: 'learned' }>,
): Promise<readonly Fact[]> {
  const { rowCount } = await client.query({
    name: 'learn',
    text: `
      insert into learned (branch_id, day, seq, body, plan, briefing)
      values ($1, $2, $3, $4, $5, $6)
      on conflict do nothing`,
    values: [
      branch,
      day,
      seq,
      JSON.stringify(body),
      JSON.stringify(plan),
      JSON.stringify(briefing),
    ],
  });
  if (!rowCount) return [];
  await client.query({
    name: 'learned-forget',
    text: 'delete from learned where branch_id = $1 and day < $2',
    values: [branch, addDays(day, -KEPT_DAYS)],
  });
  return [{ type: 'DayLearned', day, calls, briefing, digests }];
}
