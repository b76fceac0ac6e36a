import { ClientBase } from 'pg';
import { GUARDS_MADE } from './guards-made';
import { MIGRATIONS } from './migrate';

/**
 * What guards the tables and is not a row: keys, checks, rights. Somebody with control of the
 * database can remove a guard, or add something that acts whenever the app writes, without changing
 * a row. Decision 0251.
 */

type Client = Pick<ClientBase, 'query'>;

export interface GuardsSeen {
  /** One sentence each: guards that no release has made, or guards of this one that are gone. */
  readonly wrong: readonly string[];
  /** One sentence each: what cannot be determined. */
  readonly untold: readonly string[];
}

/** Tables that may only grow, or that only migrations write; and what others may change in them. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  events: ['INSERT'],
  bound_ciphers: [],
  knex_migrations: [],
};
const CHANGING = ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'];
/** The server version that printed the list; another may print the same differently. */
const SERVER = 17;

const HERE = "relnamespace = (select relnamespace from pg_class where oid = 'events'::regclass)";

/** Guards that no release has ever made, in sentences. */
const ALIEN = `
  select format('table %s has a trigger that no release makes: %s', relname, tgname) as told
    from pg_trigger join pg_class c on c.oid = tgrelid
   where ${HERE} and not tgisinternal
   union all
  select format('table %s: %s of its references are not checked, their triggers being off',
                relname, count(*))
    from pg_trigger join pg_class c on c.oid = tgrelid
   where ${HERE} and tgisinternal and tgenabled <> 'O' group by relname
   union all
  select format('table %s has a rule that no release makes: %s', relname, rulename)
    from pg_rewrite join pg_class c on c.oid = ev_class
   where ${HERE} and relkind in ('r', 'p') and rulename <> '_RETURN'
   union all
  select format('table %s has row security, which hides rows: no release sets it', relname)
    from pg_class c
   where ${HERE} and relkind in ('r', 'p')
     and (relrowsecurity or relforcerowsecurity
          or exists (select from pg_policy where polrelid = c.oid))
   union all
  select format('%s begins its sessions with %s: then triggers and references are not checked',
                coalesce(rolname, 'the database'), setting)
    from pg_db_role_setting s left join pg_roles r on r.oid = setrole,
         unnest(setconfig) setting
   where setting = 'session_replication_role=replica'
     and setdatabase in (0, (select oid from pg_database where datname = current_database()))
   order by 1`;

const GUARDS = `
  select relname as table, conname as name, pg_get_constraintdef(k.oid) as says,
         coalesce(indisunique and indisvalid, true) as works
    from pg_constraint k join pg_class c on c.oid = conrelid
    left join pg_index i on indexrelid = conindid and contype in ('p', 'u')
   where ${HERE} and contype in ('c', 'f', 'p', 'u')
   union all
  select c.relname, n.relname,
         'UNIQUE ' || regexp_replace(pg_get_indexdef(indexrelid), '^.* USING ', ''), indisvalid
    from pg_index join pg_class c on c.oid = indrelid join pg_class n on n.oid = indexrelid
   where c.${HERE} and indisunique
     and not exists (select from pg_constraint where conindid = indexrelid)`;

const RIGHTS = `
  select relname as table, coalesce(rolname, 'PUBLIC') as role, array_agg(distinct might) as might
    from (select relname, relowner, a.grantee, a.privilege_type as might
            from pg_class c, aclexplode(relacl) a
           where ${HERE} and relname = any ($1)
           union all
          select relname, relowner, a.grantee, a.privilege_type
            from pg_class c join pg_attribute on attrelid = c.oid, aclexplode(attacl) a
           where ${HERE} and relname = any ($1)) each
    left join pg_roles r on r.oid = grantee
   where grantee <> relowner group by 1, 2 order by 1, 2`;

/** What a role may do with a table, by whatever grant. */
const MIGHT = `
  select array(select might from unnest($3::text[]) might
                where has_table_privilege($1::name, $2::text, might)
                   or case when might in ('INSERT', 'UPDATE')
                           then has_any_column_privilege($1::name, $2::text, might)
                      end) as might`;

const ROLE = `
  select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls as mighty,
         pg_has_role(r.oid, (select relowner from pg_class where oid = 'events'::regclass),
                     'MEMBER') as owner
    from pg_roles r where rolname = $1`;

/**
 * Compares the tables' guards with what migrations make. Only needs rights to read.
 * @param appRole the role the app signs in as, if `migrate` limits its rights
 */
export async function readGuards(client: Client, appRole?: string): Promise<GuardsSeen> {
  const alien = await client.query<{ told: string }>(ALIEN);
  const made = await unlikeMade(client);
  const rights = await rightsBeyond(client);
  return {
    wrong: [
      ...alien.rows.map(({ told }) => told),
      ...made.wrong,
      ...(appRole ? await mightOf(client, appRole) : []),
    ],
    untold: [
      ...made.untold,
      ...rights.filter(({ role }) => role !== appRole).map(({ told }) => told),
    ],
  };
}

/** Keys, references and checks that are gone or changed. */
async function unlikeMade(client: Client): Promise<GuardsSeen> {
  const ran = (await client.query<{ name: string }>('select name from knex_migrations')).rows;
  const names = ran.map(({ name }) => name);
  const unlike = [
    ...names.filter((name) => !MIGRATIONS.includes(name)),
    ...MIGRATIONS.filter((name) => !names.includes(name)),
  ];
  if (unlike.length) {
    const why = `another release than this one migrated last (${unlike.sort().join(', ')})`;
    return { wrong: [], untold: [`keys and checks of tables are not compared: ${why}`] };
  }
  const server = await client.query<{ n: number }>(
    "select current_setting('server_version_num')::integer / 10000 as n",
  );
  const tables = await client.query<{ name: string }>(
    `select relname as name from pg_class where ${HERE} and relkind in ('r', 'p')`,
  );
  const found = await client.query<Guard & { readonly table: string; readonly works: boolean }>(
    GUARDS,
  );
  const there = new Set(tables.rows.map(({ name }) => name));
  const [wrong, otherwise]: [string[], string[]] = [[], []];
  for (const [table, guards] of guardsOf(GUARDS_MADE)) {
    if (!there.has(table)) {
      wrong.push(`table ${table} is gone, or something else stands in its place`);
      continue;
    }
    for (const { name, says } of guards) {
      const is = found.rows.find((each) => each.table === table && each.name === name);
      if (!is?.works) {
        wrong.push(`table ${table} lacks ${name}: ${says}`);
      } else if (bare(is.says) !== bare(says)) {
        otherwise.push(`table ${table} has another ${name}: ${is.says} instead of ${says}`);
      }
    }
  }
  return server.rows[0].n === SERVER
    ? { wrong: [...wrong, ...otherwise], untold: [] }
    : { wrong, untold: otherwise };
}

/** Rights on tables that may only grow, of roles that do not own them. */
async function rightsBeyond(client: Client) {
  const { rows } = await client.query<{ table: string; role: string; might: string[] }>(RIGHTS, [
    Object.keys(KEPT),
  ]);
  return rows.flatMap(({ table, role, might }) => {
    const beyond = might.filter((each) => beyondIts(table).includes(each));
    return beyond.length
      ? [{ role, told: `${more(role, table, beyond)}; whether it used them is unknown` }]
      : [];
  });
}

/** What the app's role may do beyond what `migrate` grants it, by whatever way. */
async function mightOf(client: Client, appRole: string): Promise<readonly string[]> {
  const role = (await client.query<{ mighty: boolean; owner: boolean }>(ROLE, [appRole])).rows.at(
    0,
  );
  if (!role) return [];
  if (role.mighty || role.owner) {
    return [`role ${appRole}, as which the app signs in, may change the schema and any event`];
  }
  const told: string[] = [];
  for (const table of Object.keys(KEPT)) {
    const { rows } = await client.query<{ might: string[] }>(MIGHT, [
      appRole,
      table,
      beyondIts(table),
    ]);
    const [{ might }] = rows;
    if (might.length) told.push(more(`${appRole}, as which the app signs in,`, table, might));
  }
  return told;
}

const beyondIts = (table: string) => CHANGING.filter((each) => !KEPT[table].includes(each));

const more = (role: string, table: string, rights: readonly string[]) =>
  `role ${role} has rights to ${table} that no release gives: ` +
  rights.map((each) => each.toLowerCase()).join(', ');

interface Guard {
  readonly name: string;
  readonly says: string;
}

/** Tables with their guards, read from a text such as `GUARDS_MADE`. */
function guardsOf(text: string): ReadonlyMap<string, readonly Guard[]> {
  const tables = text.trim().split(/\n(?=\S)/);
  return new Map(
    tables.map((each) => {
      const [table, ...guards] = each.split(/\n {2}(?=\S)/);
      return [
        table,
        guards.map((guard) => {
          const [name, ...says] = guard.split(/\s+/);
          return { name, says: says.join(' ') };
        }),
      ];
    }),
  );
}

/** The same without spacing and casts, and whether or not old rows were validated. */
const bare = (says: string) =>
  says.replaceAll(/::(text|double precision)|\bpublic\.| NOT VALID$|\s+/g, '');
