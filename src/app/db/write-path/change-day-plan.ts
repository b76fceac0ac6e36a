import { ClientBase } from 'pg';
import { DayPlan } from '../../domain/model/day-plan';
import { Fact } from '../../domain/model/events';
import { Head } from '../../ports';

/** Keeps the plan of a day, or that there is none, under its next version. */
export async function saveDayPlan(
  client: ClientBase,
  { branch }: Head,
  { day, plan }: { readonly day: string; readonly plan?: DayPlan },
): Promise<readonly Fact[]> {
  const { rows } = await client.query({
    name: 'plan-day',
    text: `
      insert into day_plans (branch_id, day, version, plan) values ($1, $2, 1, $3)
      on conflict (branch_id, day) do update
         set version = day_plans.version + 1, plan = excluded.plan
      returning version`,
    values: [branch, day, plan ? JSON.stringify(plan) : null],
  });
  const [{ version }] = rows as readonly { readonly version: number }[];
  return [{ type: 'DayPlanned', day, version, ...(plan ? { plan } : {}) }];
}
