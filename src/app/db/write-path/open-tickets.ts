/**
 * Selects of a branch's tickets that have not ended, each by a partial index of its own. With the
 * states in one list no index answers, and the branch's tickets of all years are read.
 */
const WAITING = "t.branch_id = $1 and t.state = 'waiting'";
const OTHERS = ["t.state in ('called', 'serving')", "t.state = 'held'"].map(
  (state) => `t.branch_id = $1 and ${state}`,
);

/** Tickets that have not ended, the first issued first. */
export const openTickets = (limit: string): string => {
  const each = [WAITING, ...OTHERS].map(
    (where) => `(select t.* from tickets t where ${where} order by t.seq limit ${limit})`,
  );
  return `(select t.* from (${each.join(' union all ')}) t order by t.seq limit ${limit})`;
};

/**
 * Number and day of those of days before `today`. Tickets are in the order of their days, so of
 * those who wait no more are read than until the first of today.
 */
export const openBefore = (today: string): string => {
  const firstOfToday = `
    select t.seq from tickets t where ${WAITING} and t.day >= ${today} order by t.seq limit 1`;
  const waiting = `
    select t.number, t.day from tickets t
     where ${WAITING} and t.seq < coalesce((${firstOfToday}), 9223372036854775807)`;
  const others = OTHERS.map((where) => `select t.number, t.day from tickets t where ${where}`);
  return `select t.number from (${[waiting, ...others].join(' union all ')}) t
           where t.day < ${today}`;
};
