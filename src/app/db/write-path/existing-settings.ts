import { ClientBase } from 'pg';
import { BANK } from '../../domain/model/bank';
import { Existing, InLine } from '../../domain/model/existing';
import { Json } from '../../ports';
import { mergeSettings } from '../reads/config-cache';

/** Settings in force, and the branches with somebody in line for which they would change. */
interface Row {
  readonly version: number | null;
  readonly known: boolean;
  readonly bank: object;
  readonly branches: readonly {
    readonly branch: string;
    readonly name: string;
    readonly day: string;
    readonly own: object;
  }[];
}

/**
 * What new settings of a branch, or of the bank, may clash with. A branch's is read under its own
 * head. Where the bank's change, a branch may get its first ticket while they are saved.
 */
export async function readExistingSettings(
  client: ClientBase,
  scope: string,
  overrides: Json,
): Promise<Existing> {
  const zone = (overrides as { readonly timeZone?: string }).timeZone;
  const { rows } = await client.query(
    `select (select version from settings where scope = $1) as version,
            $2::text is null
              or exists (select from pg_timezone_names where lower(name) = lower($2)) as known,
            coalesce((select overrides from settings where scope = '${BANK}'), '{}') as bank,
            (select coalesce(json_agg(json_build_object(
                      'branch', b.id, 'name', b.name, 'day', h.day,
                      'own', coalesce(s.overrides, '{}')) order by b.id), '[]')
               from branches b
               join branch_heads h on h.branch_id = b.id
               left join settings s on s.scope = b.id
              where $1 in (b.id, '${BANK}') and ${SOMEBODY_IN}) as branches`,
    [scope, zone ?? null],
  );
  const { version, known, bank, branches } = rows[0] as Row;
  const next = overrides as object;
  const inLine = branches.map(({ own, ...branch }): InLine => ({
    ...branch,
    before: mergeSettings(bank, own),
    after: scope === BANK ? mergeSettings(next, own) : mergeSettings(bank, next),
  }));
  return { settingsVersion: version ?? 0, ...(known ? {} : { zoneLacking: zone }), inLine };
}

/** By one partial index each. */
const SOMEBODY_IN = `(${[
  "t.state = 'waiting'",
  "t.state in ('called', 'serving')",
  "t.state = 'held'",
]
  .map((state) => `exists (select from tickets t where t.branch_id = b.id and ${state})`)
  .join(' or ')})`;
