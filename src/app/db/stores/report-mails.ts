import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { ClaimedMail, ListedMail, ReportMailStore } from '../../ports';
import { DATABASE_NOW } from '../reads/rows';

const COLUMNS = `
  m.id::text, m.staff_id as staff, m.branch_id as branch, m.period, m.language, m.state,
  m.next_day as next, m.address as "addressCipher", m.asked_at as "askedAt"`;

/** Failed tries before somebody should look at the mail server. */
const STUCK_AFTER = 3;

/** @param clock replaces the database's, for leases and due times (tests) */
export function createReportMails(pool: Pool, clock?: () => number): ReportMailStore {
  const now = () => clock?.() ?? null;
  const NOW = `coalesce($1::bigint, ${DATABASE_NOW})`;
  const list = async (where: string, values: readonly unknown[]) =>
    (
      await pool.query<ListedMail>(
        `select ${COLUMNS}, m.sent_at as "sentAt", m.trouble, s.first_name as "firstName"
           from report_mails m join staff s on s.id = m.staff_id
          where ${where} order by m.asked_at, m.id`,
        [...values],
      )
    ).rows;
  return {
    list: (staff) => (staff === undefined ? list('true', []) : list('m.staff_id = $1', [staff])),
    byId: async (id) => (await list('m.id = $1', [id]))[0],
    async claim(limit, leaseSeconds, orphans) {
      const { rows } = await pool.query({
        name: 'claim-report-mails',
        text: `
          with picked as (
            select m.id from report_mails m
             where m.due_at <= ${NOW}
               and (m.lease_until is null or $5::boolean and m.lease_until < ${NOW})
             order by m.due_at, m.id
             limit $2
             for update skip locked
          ), m as (
            update report_mails r
               set lease = $3 || ':' || r.id, lease_until = ${NOW} + $4::bigint * 1000
              from picked p where p.id = r.id
            returning r.*
          )
          select ${COLUMNS}, m.attempts, m.refused, m.lease,
                 json_build_object('active', s.active, 'role', s.role,
                                   'branches', coalesce(to_json(s.branches), '"all"')) as owner
            from m join staff s on s.id = m.staff_id
           order by m.due_at, m.id`,
        values: [now(), limit, randomUUID(), leaseSeconds, orphans],
      });
      return rows as ClaimedMail[];
    },
    async later({ id, lease }, afterMs, trouble) {
      await pool.query({
        name: 'report-mail-later',
        text: `
          update report_mails
             set due_at = ${NOW} + $4::bigint, lease = null, lease_until = null,
                 attempts = attempts + case when $5::text is null then 0 else 1 end,
                 trouble = coalesce($5, trouble)
           where id = $2 and lease = $3`,
        values: [now(), id, lease, afterMs, trouble ?? null],
      });
    },
    async hold({ id, lease, owner: { active, role, branches } }, leaseSeconds) {
      const { rowCount } = await pool.query({
        name: 'hold-report-mail',
        text: `
          update report_mails m set lease_until = ${NOW} + $7::bigint * 1000
            from staff s
           where s.id = m.staff_id and m.id = $2 and m.lease = $3
             and s.active = $4 and s.role = $5 and s.branches is not distinct from $6::text[]`,
        values: [
          now(),
          id,
          lease,
          active,
          role,
          branches === 'all' ? null : branches,
          leaseSeconds,
        ],
      });
      return rowCount === 1;
    },
    async daysOfBranches() {
      const { rows } = await pool.query({
        name: 'days-of-branches',
        text: `
          select h.branch_id as branch, h.day, h.stretched_seq >= h.seq as whole
            from branch_heads h join branches b on b.id = h.branch_id order by h.branch_id`,
      });
      return rows as Awaited<ReturnType<ReportMailStore['daysOfBranches']>>;
    },
    async stuck() {
      const { rows } = await pool.query({
        name: 'report-mails-stuck',
        text: `select count(*)::integer as n from report_mails where attempts >= ${STUCK_AFTER}`,
      });
      return (rows[0] as { n: number }).n;
    },
  };
}
