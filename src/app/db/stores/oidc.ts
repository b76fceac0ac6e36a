import { Pool } from 'pg';
import { DueSession, EndedSession, OidcStore } from '../../ports';

const ENDED = 'id, staff_id as staff, token_hash as "tokenHash"';

/** Sessions that the bank's own sign-in opened, and what it has said of them. */
export function createOidcStore(pool: Pool): OidcStore {
  const rows = async <T>(text: string, values: readonly unknown[]) =>
    (await pool.query(text, values as unknown[])).rows as T[];
  return {
    endSessionsOfSid: (sid) =>
      rows<EndedSession>(`delete from sessions where oidc_sid = $1 returning ${ENDED}`, [sid]),
    async endSessionById(session) {
      const [ended] = await rows<EndedSession>(
        `delete from sessions where id = $1 returning ${ENDED}`,
        [session],
      );
      return ended;
    },
    takeDue: ({ now, before, unaskableBefore, most }) =>
      rows<DueSession>(
        `update sessions s set oidc_asked_at = $1
           from (select id from sessions
                  where expires_at > $1 and idle_until > $1
                    and oidc_asked_at < case when oidc_refresh is null
                                             then $3::bigint else $2::bigint end
                  order by oidc_asked_at limit $4 for update skip locked) due
          where s.id = due.id
         returning s.id as session, s.staff_id as staff, s.oidc_refresh as refresh`,
        [now, before, unaskableBefore, most],
      ),
    async saveAsked(session, at, refresh) {
      await pool.query(
        `update sessions set oidc_asked_at = $2, oidc_refresh = coalesce($3, oidc_refresh)
          where id = $1`,
        [session, at, refresh ?? null],
      );
    },
    async remember(key, until, now) {
      await pool.query('delete from oidc_seen where until < $1', [now]);
      const fresh = await rows(
        'insert into oidc_seen (key, until) values ($1, $2) on conflict do nothing returning key',
        [key, until],
      );
      return fresh.length > 0;
    },
    async knows(key) {
      return (await rows('select 1 from oidc_seen where key = $1', [key])).length > 0;
    },
    async forget(key) {
      await pool.query('delete from oidc_seen where key = $1', [key]);
    },
  };
}
