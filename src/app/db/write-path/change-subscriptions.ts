import { ClientBase } from 'pg';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { isActive, TicketState } from '../../domain/model/ticket';
import { Change, Head, OnceTypes } from '../../ports';

type Of<K extends Change['kind']> = Extract<Change, { kind: K }>;

const untils = (types: OnceTypes) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(types).flatMap(([type, { until }]) => (until ? [[type, until]] : [])),
    ),
  );

/** An endpoint for the whole bank or for one branch. Without a secret the stored one is kept. */
export async function saveWebhook(
  client: ClientBase,
  change: Of<'webhook'>,
): Promise<readonly Fact[]> {
  await client.query(
    `insert into subscriptions (id, consumer, chain, branch_id, ticket_id, types, untils, active)
     values ($1::uuid, 'webhooks', ($1::uuid)::text, $2, null, $3, '{}', $4)
     on conflict (id) do update
        set branch_id = excluded.branch_id, types = excluded.types, active = excluded.active`,
    [change.id, change.branch ?? null, change.types, change.active],
  );
  await client.query(
    `insert into webhooks (id, url, secret) values ($1, $2, $3)
     on conflict (id) do update
        set url = excluded.url, secret = coalesce(nullif(excluded.secret, ''), webhooks.secret)`,
    [change.id, change.url, change.secretCipher ?? ''],
  );
  return [
    {
      type: 'BankFact',
      what: 'webhook-saved',
      subject: change.id,
      details: { active: change.active, types: change.types.join(' ') },
    },
  ];
}

/**
 * Links an encrypted address to a ticket: from now on its events of `types` become deliveries on
 * the address's thread. Linking an address that already follows the ticket changes nothing. Of
 * earlier events, only the issue is delivered: the confirmation goes out once both have happened,
 * whichever comes second. A ticket that has ended, or whose customer was erased, is not linked.
 */
export async function linkContact(
  client: ClientBase,
  head: Head,
  contact: Of<'link'>['contact'],
  now: Instant,
): Promise<readonly Fact[]> {
  // locked with its branch: a customer who has gone would get no messages
  const { rows: tickets } = await client.query<{ readonly state: TicketState }>(
    'select state from tickets where id = $1',
    [contact.ticket],
  );
  const was = tickets[0]?.state;
  if (was === undefined || !isActive(was)) return [];
  // locked against erasing: nobody would find the address of an erased person
  const { rows } = await client.query<{ readonly erased: boolean }>(
    `select c.erased_at is not null as erased
       from tickets t join customers c on c.id = t.customer_id
      where t.id = $1 for key share of c`,
    [contact.ticket],
  );
  if (rows[0]?.erased) return [];
  const { rowCount } = await client.query(
    `insert into subscriptions (id, consumer, chain, branch_id, ticket_id, types, untils, active)
     values ($1, $2, $3, $4, $5, $6, $7, true)
     on conflict do nothing`,
    [
      contact.id,
      contact.consumer,
      contact.thread,
      head.branch,
      contact.ticket,
      Object.keys(contact.types),
      untils(contact.types),
    ],
  );
  if (rowCount === 0) return [];
  await client.query(
    'insert into contacts (id, address_index, address_cipher, data) values ($1, $2, $3, $4)',
    [
      contact.id,
      contact.addressIndex,
      contact.addressCipher,
      JSON.stringify({ ...(contact.data as object), was }),
    ],
  );
  await client.query(
    `insert into deliveries
            (consumer, chain, subscription_id, branch_id, seq, type, ticket_id, until, due_at)
     select s.consumer, s.chain, s.id, e.branch_id, e.seq, e.type, e.ticket_id,
            s.untils ->> e.type, $2
       from subscriptions s join events e on e.ticket_id = s.ticket_id and e.type = 'TicketIssued'
      where s.id = $1 and e.type = any(s.types)`,
    [contact.id, now],
  );
  const { id: link, ticket, consumer } = contact;
  return [{ type: 'ContactLinked', ticket, consumer, link }];
}

/** Ends a subscription. The next claim marks what is still open as superseded. */
export async function unlink(client: ClientBase, change: Of<'unlink'>): Promise<readonly Fact[]> {
  const { rows } = await client.query(
    `update subscriptions set active = false where id = $1 and active
     returning ticket_id, consumer`,
    [change.subscription],
  );
  const row = rows[0] as { ticket_id: string | null; consumer: string } | undefined;
  if (!row) return [];
  return row.ticket_id
    ? [
        {
          type: 'ContactUnlinked',
          ticket: row.ticket_id,
          consumer: row.consumer,
          link: change.subscription,
          because: change.because,
        },
      ]
    : [
        {
          type: 'BankFact',
          what: 'webhook-unlinked',
          subject: change.subscription,
          details: { because: change.because },
        },
      ];
}
