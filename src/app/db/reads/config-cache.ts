import { ClientBase } from 'pg';
import { naturally } from '../../domain/model/natural';
import { QueueConfig } from '../../domain/model/queue';
import { byPriority } from '../../domain/model/queue-order';
import { optional } from '../../domain/model/records';
import { BranchSettings, defaultSettings } from '../../domain/model/settings';
import { Sign } from '../../domain/model/sign';
import { BranchConfig } from '../../domain/model/state';
import { namedApart, toldApart } from '../../domain/model/told-apart';
import { asJson, queueColumns } from './rows';

export interface ConfigOf {
  readonly branch: { readonly id: string; readonly name: string };
  readonly config: BranchConfig;
  /** The branch's own settings; the rest are the bank's defaults. */
  readonly overrides: object;
  readonly settingsVersion: number;
  /** Those who share a first name with somebody else at the branch have their id behind it. */
  readonly staff: Readonly<Record<string, { readonly id: string; readonly firstName: string }>>;
  /** Whoever has left or moved away, and may be named in what happened here. */
  readonly former: ConfigOf['staff'];
  /** How many advisors may serve here. */
  readonly advisors: number;
  /** Queues by staff id, as configured. */
  readonly staffQueues: Readonly<Record<string, readonly string[]>>;
}

const sql = `
  select b.id, b.name,
         coalesce((select overrides from settings where scope = 'bank'), '{}') as bank,
         coalesce((select overrides from settings where scope = b.id), '{}')   as own,
         coalesce((select version from settings where scope = b.id), 0)        as version,
         (select coalesce(json_agg(${asJson(queueColumns, 'q')}), '[]')
            from queues q
           where q.branch_id = b.id) as queues,
         (select coalesce(json_object_agg(g.queue, json_build_object(
                   'says', g.says, 'fromMs', g.from_at, 'untilMs', g.until_at, 'reason', g.reason,
                   'line', g.line, 'by', g.set_by)), '{}')
            from signs g
           where g.branch_id = b.id) as signs,
         (select coalesce(json_agg(json_build_object('id', c.id, 'label', c.label)), '[]')
            from counters c
           where c.branch_id = b.id) as counters,
         (select coalesce(json_agg(json_build_object('id', s.id, 'firstName', s.first_name)), '[]')
            from staff s
           where s.active and (s.branches is null or b.id = any(s.branches))) as staff,
         (select coalesce(json_agg(json_build_object('id', s.id, 'firstName', s.first_name)), '[]')
            from staff s
           where s.first_name <> ''
             and case when s.branches is null or b.id = any(s.branches) then not s.active
                 else exists (select from moved_staff m
                               where m.branch_id = b.id and m.staff_id = s.id)
                   or exists (select from advisors a where a.branch_id = b.id and a.staff_id = s.id)
                 end) as former,
         (select count(*)::int
            from staff s
           where s.active and s.role = 'advisor'
             and (s.branches is null or b.id = any(s.branches))) as advisors,
         (select coalesce(json_agg(json_build_object('id', k.staff_id, 'queues', k.queues)), '[]')
            from staff_queues k
            join staff s on s.id = k.staff_id and s.active
           where k.branch_id = b.id) as "staffQueues",
         (select l.body from learned l
           where l.branch_id = b.id order by l.day desc limit 1) as learned
    from branches b
   where b.id = $1`;

const natural = (a: { readonly id: string }, b: { readonly id: string }) => naturally(a.id, b.id);
const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
  Object.fromEntries(list.map((each) => [each.id, each])) as Readonly<Record<string, T>>;

/** Two queues with the same name are distinguished by their prefixes. */
function queuesApart(queues: readonly QueueConfig[]): readonly QueueConfig[] {
  const [es, en] = (['es', 'en'] as const).map((language) =>
    toldApart(
      queues,
      ({ names }) => names[language],
      ({ prefix }) => prefix,
    ),
  );
  return queues.map((each, at) => ({ ...each, names: { es: es[at], en: en[at] } }));
}

type Named = ConfigOf['staff'][string];

/** Names of those who have left; whoever has come with the same name is still called as before. */
function formerApart(former: readonly Named[], present: readonly Named[]): readonly Named[] {
  return namedApart([...former, ...present], 'firstName').slice(0, former.length);
}

/**
 * Merges one level deep: `recalls: {times: 3}` keeps the default interval. Lists and `hours` are
 * replaced as a whole, except that closures add up.
 */
export function mergeSettings(...layers: readonly object[]): BranchSettings {
  const merged: Record<string, unknown> = { ...defaultSettings };
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer)) {
      const old = merged[key];
      const nested =
        value &&
        old &&
        typeof value === 'object' &&
        typeof old === 'object' &&
        !Array.isArray(value) &&
        key !== 'hours';
      // The bank's closures also hold in a branch that has some of its own.
      const both = key === 'closures' && Array.isArray(old) && Array.isArray(value);
      merged[key] = nested ? { ...old, ...value } : both ? [...old, ...value] : value;
    }
  }
  return merged as unknown as BranchSettings;
}

export async function readConfig(
  client: Pick<ClientBase, 'query'>,
  branch: string,
): Promise<ConfigOf | undefined> {
  const row = (await client.query({ name: 'branch-config', text: sql, values: [branch] })).rows[0];
  if (!row) return undefined;
  const signs = row.signs as Readonly<Record<string, Sign>>;
  return {
    branch: { id: row.id, name: row.name },
    config: {
      settings: { ...mergeSettings(row.bank, row.own), ...optional('sign', signs['']) },
      queues: byId(
        queuesApart((row.queues as QueueConfig[]).sort(byPriority)).map((each) => ({
          ...each,
          ...optional('sign', signs[each.id]),
        })),
      ),
      counters: byId((row.counters as ConfigOf['config']['counters'][string][]).sort(natural)),
      ...(row.learned ? { learned: row.learned } : {}),
    },
    overrides: row.own,
    settingsVersion: row.version,
    staff: byId(namedApart(row.staff as Named[], 'firstName')),
    advisors: row.advisors,
    former: byId(formerApart(row.former as Named[], row.staff as Named[])),
    staffQueues: Object.fromEntries(
      (row.staffQueues as { id: string; queues: string[] }[]).map((each) => [each.id, each.queues]),
    ),
  };
}

/** A head's configuration version. In another epoch the same version may be a different one. */
export interface ConfigVersion {
  readonly epoch: string;
  readonly configVersion: number;
}
interface CachedConfig extends ConfigVersion {
  readonly value: ConfigOf;
}

export const isOf = (held: ConfigVersion, { epoch, configVersion }: ConfigVersion) =>
  held.configVersion === configVersion && held.epoch === epoch;

/**
 * Configuration by branch and version. The head row says which version a command uses, so a cached
 * one is never stale: changing the configuration raises the version under the head's lock.
 */
export class ConfigCache {
  private readonly held = new Map<string, CachedConfig>();

  /** The newest one cached: correct unless the head says otherwise. */
  guess(branch: string): CachedConfig | undefined {
    return this.held.get(branch);
  }

  async of(
    client: Pick<ClientBase, 'query'>,
    branch: string,
    version: ConfigVersion,
  ): Promise<ConfigOf | undefined> {
    const cached = this.held.get(branch);
    if (cached && isOf(cached, version)) return cached.value;
    const value = await readConfig(client, branch);
    if (value) {
      const { epoch, configVersion } = version;
      this.held.set(branch, { epoch, configVersion, value });
    }
    return value;
  }
}
