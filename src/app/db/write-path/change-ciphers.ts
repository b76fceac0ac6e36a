import { ClientBase, Pool } from 'pg';
import { Fact } from '../../domain/model/events';
import { Change, CipherPlace, CIPHERS, RenewedCipher } from '../../ports';
import { Watched } from './row-changes';

/**
 * Replaces ciphers by re-encrypted ones where the old ones are unchanged: a row that was changed or
 * erased meanwhile is left alone. Waits for no lock, and holds each for one statement.
 * @returns how many
 */
export async function renewCiphers(
  pool: Pool | ClientBase,
  { table, key, keyType, column }: CipherPlace,
  renewed: readonly RenewedCipher[],
): Promise<number> {
  const { rowCount } = await pool.query(
    `with given as (
       select * from unnest($1::${keyType}[], $2::text[], $3::text[]) as g (key, was, cipher)
     ), held as (
       select t.${key} as key, g.cipher
         from ${table} t join given g on t.${key} = g.key and t.${column} = g.was
          for update of t skip locked
     )
     update ${table} t set ${column} = held.cipher from held where t.${key} = held.key`,
    [
      renewed.map((each) => each.key),
      renewed.map(({ was }) => was),
      renewed.map(({ cipher }) => cipher),
    ],
  );
  return rowCount ?? 0;
}

/** The same for rows that events seal: the same content under another key. */
export async function renewRecorded(
  client: ClientBase,
  { of, dataKey, renewed }: Extract<Change, { kind: 'ciphers' }>,
): Promise<readonly Fact[]> {
  const { table } = CIPHERS[of];
  const done = await renewCiphers(client, CIPHERS[of], renewed);
  return [
    { type: 'BankFact', what: 'keys-rotated', subject: table, details: { dataKey, renewed: done } },
  ];
}

export const renewedRows = ({ of, renewed }: Extract<Change, { kind: 'ciphers' }>): Watched => ({
  [CIPHERS[of].table]: renewed.map(({ key }) => key),
});
