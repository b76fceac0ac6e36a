import { Client } from 'pg';
import { canonical } from '../../../src/app/domain/model/canonical';
import { Event } from '../../../src/app/domain/model/events';
import { headText } from '../../../src/app/domain/model/head';
import { createVault } from '../../../src/app/vault/vault';
import { KEYS } from './stage';

export type Rewrite = (event: Event) => Event | undefined;

/** Rewrites a chain with the right keys from some event on; `undefined` omits an event. */
export async function rewrite(client: Client, branch: string, change: Rewrite, seal = true) {
  const vault = createVault(KEYS);
  const { rows } = await client.query(
    'select seq::integer, body from events where branch_id = $1 order by seq',
    [branch],
  );
  await client.query('delete from events where branch_id = $1', [branch]);
  let [hash, seq] = ['', 0];
  for (const { body } of rows as { readonly body: string }[]) {
    const event = change(JSON.parse(body) as Event);
    if (!event) continue;
    seq += 1;
    const text = canonical({ ...event, seq });
    hash = vault.chain(hash, text);
    await client.query(
      `insert into events (branch_id, seq, type, ticket_id, body, at, actor, hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        branch,
        seq,
        event.fact.type,
        'ticket' in event.fact ? event.fact.ticket : null,
        text,
        event.at,
        `${event.actor.kind}:${event.actor.id}`,
        hash,
      ],
    );
  }
  await client.query('update branch_heads set seq = $2, hash = $3 where branch_id = $1', [
    branch,
    seq,
    hash,
  ]);
  if (seal) await sealAgain(client, branch);
}

/** A seal that fits the present head. */
export async function sealAgain(client: Client, branch: string) {
  const { rows } = await client.query(
    `select branch_id as branch, epoch, seq::integer, at::float8, hash, day,
            config_version as "configVersion" from branch_heads where branch_id = $1`,
    [branch],
  );
  await client.query('update branch_heads set seal = $2, sealed_seq = seq where branch_id = $1', [
    branch,
    createVault(KEYS).sealed(headText(rows[0] as never)),
  ]);
}
