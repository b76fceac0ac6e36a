import { Client } from 'pg';
import { EPOCH } from '../../src/app/db/reads/rows';

/**
 * Takes a guard out of a running app, to show that a test notices. Loaded before the app by
 * `support/app-process.ts`, driven by `BREAK`:
 * - `merged`: lock and load are one statement. The head is read fresh (the row lock re-reads it),
 *   everything else is as it was before the wait.
 * - `no-lock`: the head is read without a lock.
 * - `no-timeouts`: a session that stops in the middle of a transaction keeps its locks.
 * - `no-cas`: the write does not compare the head's sequence.
 * - `print-again`: a job that a printer has fetched is offered again at its next poll, until it
 *   confirms.
 */
const broken = new Set((process.env.BREAK ?? '').split(','));

interface Query {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}
type Head = Record<string, unknown>;

const FRESH = `
  branch_id as branch, ${EPOCH} as epoch, seq, at, hash, day, config_version as "configVersion"`;
const heads = new WeakMap<object, Head>();
const original = Client.prototype.query as (
  this: Client,
  query: unknown,
  ...rest: unknown[]
) => Promise<{ rows: Head[] }>;

(Client.prototype as { query: unknown }).query = async function (
  this: Client,
  query: Query | string,
  ...rest: unknown[]
): Promise<unknown> {
  if (typeof query === 'object' && query.name === 'print-move' && broken.has('print-again')) {
    return original.call(
      this,
      {
        ...query,
        name: 'print-move-broken',
        text: query.text.replace(
          'set state = $3',
          "set state = case when $3 = 'printing' then 'queued' else $3 end",
        ),
      },
      ...rest,
    );
  }
  if (typeof query !== 'object' || !query.name || typeof rest.at(-1) === 'function') {
    return original.call(this, query, ...rest);
  }
  if (query.name === 'lock' && broken.has('no-timeouts')) {
    void original.call(
      this,
      'set idle_in_transaction_session_timeout = 0; set statement_timeout = 0; ' +
        'set lock_timeout = 0',
    );
  }
  if (query.name === 'lock' && (broken.has('merged') || broken.has('no-lock'))) {
    const result = await original.call(this, {
      ...query,
      name: 'lock-broken',
      text: query.text.replace('for no key update', ''),
    });
    heads.set(this, result.rows[0]);
    return result;
  }
  if (query.name.startsWith('load-') && broken.has('merged')) {
    const text = query.text
      .replace(
        /^with /,
        `with locked as materialized (select ${FRESH} from branch_heads where branch_id = ` +
          '$1 for no key update), ',
      )
      .replace(
        /\nselect \(select now from clock\)/,
        '\nselect (select row_to_json(locked) from locked) as fresh, (select now from clock)',
      );
    const result = await original.call(this, { ...query, name: `${query.name}-merged`, text });
    Object.assign(heads.get(this) ?? {}, result.rows[0].fresh);
    return result;
  }
  if (query.name.startsWith('write-') && broken.has('no-cas')) {
    const text = query.text.replace(
      /where branch_id = \$1 and seq = \$\d+/,
      'where branch_id = $1',
    );
    if (text === query.text) throw new Error('the write has no comparison to take out');
    return original.call(this, { ...query, name: `${query.name}-broken`, text });
  }
  return original.call(this, query, ...rest);
};
