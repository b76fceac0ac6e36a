/** Rows that an intruder would like to have, in SQL. */
export const invented: readonly (readonly [string, string])[] = [
  ['an administrator', "insert into staff values ('evil', 'evil', 'E', 'admin', null, true, 'x')"],
  [
    'a session of the administrator',
    "insert into sessions values ('x', 'x', 'admin-1', 9000000000000, 9000000000000)",
  ],
  ['a key of a kiosk', "insert into device_tokens values ('hash', 'kiosk-1')"],
  [
    'a device',
    "insert into devices (id, kind, branch_id, label) values ('evil', 'kiosk', '1', 'x')",
  ],
  [
    'an endpoint',
    `with s as (
     insert into subscriptions
     values (gen_random_uuid(), 'webhooks', 'x', null, null, '{TicketIssued}', '{}', true)
     returning id)
   insert into webhooks select id, 'https://evil.example', 'x' from s`,
  ],
  [
    'a ticket',
    `insert into tickets (id, branch_id, number, n, queue, lane, state, seq, day, issued_at, due,
                        defers, language, recalls, told, key_hash)
   select gen_random_uuid(), branch_id, 'C77', 77, queue, lane, 'waiting', seq, day, issued_at,
          due, 0, language, 0, true, 'x' from tickets where branch_id = '1' limit 1`,
  ],
  ['a person', "insert into customers values (gen_random_uuid(), 'index', 'x')"],
  ['a counter', "insert into counters values ('1', 'evil', 'x')"],
  [
    'a queue',
    `insert into queues select branch_id, 'evil', 'EV', names, hints, 9, 1, 1, true, false
               from queues where branch_id = '1' limit 1`,
  ],
  [
    'a closing',
    "insert into signs values ('2', '', 'closed', 0, 9000000000000, 'other', 'cancel', 'evil')",
  ],
  ['a branch', "insert into branches values ('evil', 'Evil')"],
  [
    'a whole branch',
    `insert into branch_heads (branch_id, epoch, seq, at, hash, day, config_version)
   values ('evil', 'x', 0, 0, '', '', 1)`,
  ],
  [
    'an event of no branch',
    `insert into events (branch_id, seq, type, body, at, actor, hash)
   select 'evil', 1, type, body, at, actor, hash from events limit 1`,
  ],
  [
    'an outcome of a message',
    `insert into deliveries (id, consumer, chain, subscription_id, branch_id, seq, type, state,
                           due_at,
                           ended_at)
   values (1000000, 'telegram', 'x', gen_random_uuid(), '1', 1, 'TicketIssued', 'sent', 0, 0)`,
  ],
  ['an alert', `insert into alerts values ('1', 'waiting:evil', '{"id": "waiting:evil"}', null)`],
  ['a plan of a day', "insert into day_plans values ('1', '2027-12-31', 1, '{}')"],
  [
    'a remark',
    'insert into remarks select gen_random_uuid(), ticket_id, cipher, at from remarks limit 1',
  ],
  [
    'a note that was taken away',
    `insert into notes select gen_random_uuid(), ticket_id, staff_id, cipher, at
     from notes limit 1`,
  ],
  [
    'a request',
    `insert into person_requests (id, asked, branch_id, at, due_at, state)
   values (gen_random_uuid(), 'access', '1', 0, 1, 'open')`,
  ],
  [
    'a request that never got more time',
    'update person_requests set due_at = due_at - 2592000000, extended = null',
  ],
  [
    'an emptied person',
    'update customers set cipher = null where ctid = (select ctid from customers limit 1)',
  ],
  ["a day's numbers", "insert into day_counters values ('1', '2020-01-01', 'caja', 5)"],
  [
    'a person exchanged for another',
    `update customers a set cipher = b.cipher from customers b
      where a.id <> b.id and a.blind_index is not null and b.blind_index is not null`,
  ],
  [
    'a second factor of somebody without one',
    "insert into second_factors values ('admin-1', null, '{known}', 0, 0, null, null)",
  ],
  [
    'a passkey',
    `insert into passkeys
     values (gen_random_uuid(), 'admin-1', 'mine', 'mine', 0, '{}', 'Mine', 0, null)`,
  ],
  ['a role that needs no second factor', 'update second_factor_rules set required = true'],
  ['a code that counts again', 'update second_factors set used_step = 0'],
  [
    'a report that is sent to somebody',
    `insert into report_mails (id, staff_id, period, language, address, state, asked_at, due_at)
     values (gen_random_uuid(), 'admin-1', 'day', 'es', 'x', 'active', 0, 9000000000000)`,
  ],
  [
    "a chat that follows its own ticket, moved to another person's ticket",
    `update subscriptions set ticket_id = (select t.id from tickets t
                                            where t.branch_id = '1' and t.state = 'served' limit 1)
      where ticket_id is not null`,
  ],
  ['a chat found by another address', "update contacts set address_index = 'of another chat'"],
  [
    'a chat found by another address, its messages with it',
    `with c as (update contacts set address_index = 'of another chat' returning id)
     update subscriptions set chain = 'of another chat' where id in (select id from c)`,
  ],
  [
    'one more chat that follows a ticket',
    `with s as (
       insert into subscriptions
       select gen_random_uuid(), consumer, 'x', branch_id, ticket_id, types, untils, active
         from subscriptions where ticket_id is not null returning id)
     insert into contacts select id, 'x', 'x', '{}', 1, null from s`,
  ],
  [
    'a session about which the provider is not asked for a year',
    `update sessions set oidc_asked_at = (extract(epoch from now()) * 1000)::bigint + 31536000000
      where oidc_sid is not null`,
  ],
  [
    'a day that was learned differently',
    `insert into learned select branch_id, '2027-12-31', seq, body, plan, briefing
       from learned limit 1`,
  ],
  ['ciphers that count as not bound', 'update bound_ciphers set since = 9000000000000'],
];
