import { Pool } from 'pg';
import { ENDED_CALLS } from '../../domain/fold/floor';
import { Event } from '../../domain/model/events';
import { offsetsAround } from '../../domain/model/local-time';
import { unknownBranch } from '../../domain/model/missing';
import { EndedCall, Floor } from '../../domain/model/state';
import { BranchReads, Directory, FloorRead } from '../../ports';
import { ConfigCache, ConfigOf } from './config-cache';
import {
  advisorColumns,
  advisorsFrom,
  asArray,
  countColumns,
  countsFrom,
  EPOCH,
  ticketColumns,
  ticketsFrom,
} from './rows';

/** Ended calls that are looked at: as many as are made while a screen shows one, and more. */
const LOOKED_AT = 500;

/** Missed since the head's day opened, though they came on an earlier one, which was kept. */
const KEPT_AND_MISSED = `
  select m.* from tickets m
    join stretches s on s.branch_id = $1 and s.day = h.day and s.kind = 'called'
                    and s.ticket_id = m.id and s.how = 'missed' and s.ended_at = m.ended_at
   where m.branch_id = $1 and m.state = 'no-show' and m.day < h.day`;
/**
 * Called and ended since the head's day opened, though they came on an earlier one: that day kept
 * them, which cut their stretches.
 */
const KEPT_AND_ENDED = `(
  select k.id, k.number, k.queue, k.counter, k.last_call_at, k.seq from tickets k
   where k.branch_id = $1 and k.state in ('served', 'cancelled') and k.last_call_at is not null
     and k.day < h.day
     and k.id in (select s.ticket_id from stretches s
                   where s.branch_id = $1 and s.day = h.day and s.began = 'day'))`;

/** One statement, so one snapshot: the head and everything open belong to the same instant. */
const floorSql = `
  select ${EPOCH} as epoch, h.seq, h.at, h.day, h.config_version as "configVersion",
         (select json_agg(${asArray(ticketColumns, 't')})
            from (select * from tickets where branch_id = $1 and state = 'waiting'
                  union all
                  select * from tickets where branch_id = $1 and state in ('called', 'serving')
                  union all
                  select * from tickets where branch_id = $1 and state = 'held'
                  union all
                  select * from tickets
                   where branch_id = $1 and state = 'no-show' and day = h.day
                  union all
                  ${KEPT_AND_MISSED}) t) as tickets,
         (select json_agg(${asArray(advisorColumns, 'a')})
            from advisors a where a.branch_id = $1) as advisors,
         (select json_agg(${asArray(countColumns, 'c')})
            from queue_counts c where c.branch_id = $1) as counts,
         (select json_agg(a.body)
            from alerts a where a.branch_id = $1 and a.closed_at is null) as alerts,
         (select json_agg(json_build_object('ticket', e.id, 'number', e.number, 'queue', e.queue,
                                            'counter', e.counter, 'at', e.last_call_at,
                                            'seq', e.seq)
                          order by e.last_call_at desc, e.seq desc)
            from (select l.*, row_number() over (partition by l.queue
                                                 order by l.last_call_at desc, l.seq desc) as nth
                    from ((select id, number, queue, counter, last_call_at, seq from tickets
                            where branch_id = $1 and day = h.day
                              and state in ('served', 'cancelled') and last_call_at is not null
                            order by last_call_at desc, seq desc
                            limit ${LOOKED_AT})
                          union all
                          ${KEPT_AND_ENDED}) l) e
           where e.nth <= ${ENDED_CALLS}) as "endedCalls"
    from branch_heads h where h.branch_id = $1`;

const byId = <T extends { readonly id: string }>(
  list: readonly T[] | null,
): Readonly<Record<string, T>> => Object.fromEntries((list ?? []).map((each) => [each.id, each]));

const directoryOf = (of: ConfigOf): Directory => ({
  branch: { ...of.branch, ...clockOf(of.config.settings.timeZone) },
  config: of.config,
  staff: of.staff,
  former: of.former,
  advisors: of.advisors,
});

const clockOf = (timeZone: string) => ({
  timeZone,
  utcOffsets: offsetsAround(timeZone, Date.now()).map(({ from, minutes }) => ({
    from: new Date(from).toISOString(),
    minutes,
  })),
});

export function createBranchReads(pool: Pool, cache: ConfigCache): BranchReads {
  return {
    async readFloor(branch): Promise<FloorRead> {
      const row = (await pool.query({ name: 'floor', text: floorSql, values: [branch] })).rows[0];
      const config = row && (await cache.of(pool, branch, row));
      if (!config) throw unknownBranch(branch);
      const floor: Floor = {
        branch,
        seq: row.seq,
        day: row.day,
        tickets: byId(ticketsFrom(row.tickets)),
        advisors: byId(advisorsFrom(row.advisors)),
        queues: byId(countsFrom(row.counts)),
        alerts: byId(row.alerts),
        endedCalls: (row.endedCalls ?? []) as readonly EndedCall[],
      };
      return { epoch: row.epoch, seq: row.seq, at: row.at, floor, directory: directoryOf(config) };
    },
    async readEvents(branch, after, limit) {
      const { rows } = await pool.query({
        name: 'events-after',
        text: 'select body from events where branch_id = $1 and seq > $2 order by seq limit $3',
        values: [branch, after, limit],
      });
      return rows.map((row) => JSON.parse(row.body) as Event);
    },
    async readEventsOf(branch, epoch, after, limit) {
      // In one statement: between two of them the name may lead to another server.
      const { rows } = await pool.query<{ epoch: string; bodies: string[] }>({
        name: 'events-of',
        text: `
          select ${EPOCH} as epoch,
                 array(select e.body from events e
                        where e.branch_id = h.branch_id and e.seq > $2
                        order by e.seq limit $3) as bodies
            from branch_heads h where h.branch_id = $1`,
        values: [branch, after, limit],
      });
      return rows[0]?.epoch === epoch
        ? rows[0].bodies.map((body) => JSON.parse(body) as Event)
        : undefined;
    },
    async readHeads(branches) {
      const { rows } = await pool.query({
        name: 'heads',
        text: `
          select branch_id as branch, ${EPOCH} as epoch, seq from branch_heads
           where branch_id = any($1)`,
        values: [branches],
      });
      return rows as { branch: string; epoch: string; seq: number }[];
    },
  };
}
