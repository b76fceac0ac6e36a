import { daysAround, keepsLine, openWithoutBreakSince } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { BranchSettings } from '../../domain/model/settings';
import { LoadSpec } from '../../ports';
import { openBefore } from './open-tickets';

/** Parts of the load statement that depend on which business day it is. */

/** A value's place in the statement: `$3` and on. */
export type Param = (value: unknown) => string;

/**
 * The business day at the statement's clock. The calendar is ours, so the statement is given the
 * beginnings of the days around now.
 */
function today(settings: BranchSettings, clock: Instant, param: Param): string {
  const days = daysAround(clock, settings);
  return `(
    select max(d.day) from unnest(${param(days.map(({ day }) => day))}::text[],
                                  ${param(days.map(({ start }) => start))}::bigint[])
                        as d(day, start)
     where d.start <= (select now from clock))`;
}

/** The advisors and tickets a load is about. */
export const advisorsIn = ({ advisor }: LoadSpec): readonly string[] => [advisor ?? []].flat();

/**
 * Only advisors on duty, those the command is about, and those of its tickets, who may have left
 * while holding a customer. A command that opens a new business day starts everybody's day, so it
 * loads all of them.
 */
export function onDuty(
  spec: LoadSpec,
  settings: BranchSettings,
  clock: Instant,
  param: Param,
): string {
  const advisors = advisorsIn(spec);
  const orThese = advisors.length
    ? `or a.state = 'paused' or a.staff_id = any(${param(advisors)}::text[])`
    : '';
  const whose = spec.tickets?.length
    ? `or a.staff_id in (select t.advisor from tickets t
                          where t.branch_id = $1 and t.id = any(${param(spec.tickets)}::uuid[]))`
    : '';
  const dayTurns = `${today(settings, clock, param)} <> (select day from head)`;
  return `and (a.state in ('available', 'busy') ${orThese} ${whose} or ${dayTurns})`;
}

/** Whether the open day, which is later than this one, has kept this one's line. */
export const lineKept = (day: string, param: Param): string => `(
  select case when (select day from head) > ${param(day)} then coalesce((
    select (e.body::jsonb #>> '{fact,kept}')::boolean from events e
     where e.branch_id = $1 and e.type = 'DayOpened' order by e.seq desc limit 1), false) end)`;

/**
 * Numbers still in use from an earlier day. Only queried if people of that day may be inside: when
 * the day changes in an open branch, or when only a sign keeps it open. Nearly every branch closes
 * at night.
 */
export const numbersKept = (settings: BranchSettings, clock: Instant, param: Param): string =>
  keepsLine(clock, settings) || openWithoutBreakSince(clock, settings) === undefined
    ? `(select json_agg(k.number) from (${openBefore(today(settings, clock, param))}) k)`
    : 'null::json';
