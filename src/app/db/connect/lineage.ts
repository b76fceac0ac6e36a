/**
 * Which server a connection has reached, and since when that server writes. Two servers behind one
 * name, one after the other, differ in it.
 */
export interface Lineage {
  /** The cluster's identifier; a copy or a standby has the same. '' where the role may not ask. */
  readonly system: string;
  /** A promotion or a restore to a moment begins another, higher one. */
  readonly timeline: number;
  /** When the server started, ms since 1970. */
  readonly startedAt: number;
}

const lineageSql = (system: string) => `
  select ${system} as system,
         (extract(epoch from pg_postmaster_start_time()) * 1000)::float8 as "startedAt",
         case when pg_is_in_recovery() then 0
              else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer
         end as timeline`;
export const LINEAGE = lineageSql('(select system_identifier::text from pg_control_system())');
/** For a role that may not ask for the system's identifier (42501). */
export const LINEAGE_WITHOUT_SYSTEM = lineageSql("''");

/** Whether `found` has taken the place of `known`, or the other way round. */
export function compareLineages(found: Lineage, known: Lineage): 'same' | 'newer' | 'older' {
  const related = found.system === known.system;
  if (related && found.timeline !== known.timeline) {
    return found.timeline > known.timeline ? 'newer' : 'older';
  }
  if (found.startedAt === known.startedAt) return 'same';
  return found.startedAt > known.startedAt ? 'newer' : 'older';
}
