/** All tables, by whether a superuser's change to them is reported. */

export interface Kind {
  readonly table: string;
  /** Rows that events describe. */
  readonly where: string;
}

const kind = (table: string, where = 'true'): Kind => ({ table, where });

/** Tables that decide or report something; a table may have several kinds of rows. */
export const kinds: Readonly<Record<string, Kind>> = {
  events: kind(
    'events',
    "branch_id = '1' and seq = (select max(seq) from events e where e.branch_id = '1')",
  ),
  branch_heads: kind('branch_heads', "branch_id = '1'"),
  tickets: kind('tickets', "branch_id = '1' and state = 'served'"),
  advisors: kind('advisors'),
  queue_counts: kind('queue_counts', "branch_id = '1' and queue = 'caja'"),
  day_counters: kind('day_counters', "branch_id = '1'"),
  alerts: kind('alerts', "branch_id = '1' and closed_at is not null"),
  stretches: kind('stretches', "branch_id = '1' and ended_at is not null"),
  branches: kind('branches', "id = '1'"),
  settings: kind('settings', "scope = '1'"),
  queues: kind('queues', "branch_id = '1' and id = 'caja'"),
  signs: kind('signs', "branch_id = '1'"),
  counters: kind('counters', "branch_id = '1'"),
  staff: kind('staff', "id = 'advisor-1-1'"),
  staff_queues: kind('staff_queues', "staff_id = 'advisor-1-1'"),
  devices: kind('devices', "id = 'spare'"),
  device_tokens: kind('device_tokens', "device_id = 'lobby'"),
  sessions: kind('sessions', 'oidc_sid is null'),
  'sessions of the provider': kind('sessions', 'oidc_sid is not null'),
  second_factors: kind('second_factors'),
  second_factor_rules: kind('second_factor_rules'),
  passkeys: kind('passkeys'),
  subscriptions: kind('subscriptions', 'ticket_id is null'),
  'subscriptions of chats': kind('subscriptions', 'ticket_id is not null'),
  contacts: kind('contacts'),
  webhooks: kind('webhooks'),
  report_mails: kind('report_mails'),
  customers: kind('customers', 'blind_index is not null'),
  remarks: kind('remarks'),
  notes: kind('notes'),
  person_requests: kind('person_requests'),
  deliveries: kind('deliveries', "state <> 'open'"),
  day_plans: kind('day_plans'),
  learned: kind('learned', "branch_id = '1'"),
  bound_ciphers: kind('bound_ciphers'),
};

/** Changes to these are not reported: whatever they report or decide is in events as well. */
export const apartTables: Readonly<Record<string, string>> = {
  console_keys: 'the keys somebody has chosen for their own console',
  device_orders: 'orders to reload or to wipe; the chain has who gave them',
  device_words: 'how devices reported to be: shown, and minutes old',
  failed_sign_ins: 'limits: slow guessing down, and are in the chain within a minute',
  idempotency_keys: 'answers to repeats within two days: what was done is in events',
  instances: 'which instances are alive: presence',
  knex_migrations: 'which migrations ran: without its columns no release starts',
  knex_migrations_lock: 'as knex_migrations',
  known_places: 'limits: from where somebody may sign in while others guess',
  leases: 'which instance does which job, for seconds',
  moved_staff: 'which branches staff have left: shows their names there',
  oidc_seen: 'digests of used tokens, for minutes: only the provider can sign new ones',
  passkey_challenges: 'digests of answered challenges, for minutes, like oidc_seen',
  plugin_store: 'state of plugins: its effects are events',
  print_jobs: 'print jobs of the last minutes; the chain has what was printed',
  printers: 'how printers reported to be: shown, and seconds old',
};

/** Columns whose changes are not reported, and why. */
export const apart: Readonly<Record<string, string>> = {
  'advisors.seen_at': 'presence: no event',
  'branch_heads.epoch': 'tells screens to take a snapshot; decides nothing',
  'queues.redue': 'work in progress',
  'stretches.id': 'the order of rows; decides nothing',
  'sessions.idle_until': 'moves with use; can only end a session sooner than expires_at',
  'sessions of the provider.idle_until': 'as for other sessions',
  'sessions of the provider.oidc_asked_at': 'moves by itself; a time in the future is found',
  'device_tokens.ends_at': 'can only end a key sooner: one that would end too late is found',
  'device_tokens.follows': 'the previous key: reveals a copy, which a change may hide',
  'device_tokens.line': 'as follows',
  'device_tokens.given_at': 'when the key changes; moves with use',
  'device_tokens.used_at': 'as given_at',
  'contacts.data': 'which message in the chat is edited',
  'contacts.told_position': 'the position that message shows',
  'contacts.version': 'as data',
  'subscriptions of chats.types': 'which events of their own ticket somebody hears about',
  'subscriptions of chats.untils': 'as types',
  'report_mails.asked_at': 'by when the address must agree: nothing is sent before',
  'report_mails.attempts': 'work in progress',
  'report_mails.due_at': 'as attempts',
  'report_mails.lease': 'as attempts',
  'report_mails.lease_until': 'as attempts',
  'report_mails.refused': 'as attempts',
  'report_mails.sent_at': 'like attempts: its event says when it was sent',
  'report_mails.trouble': 'as attempts',
  'deliveries.chain': 'where a message went: its event names the consumer',
  'deliveries.subscription_id': 'as chain',
  'deliveries.seq': 'as chain',
  'deliveries.until': 'how long it would have been true',
  'deliveries.due_at': 'when the next attempt was due',
  'deliveries.lease': 'who was sending it',
  'deliveries.lease_until': 'as lease',
};

/** Columns that may be emptied, and why. */
export const mayBeEmpty: Readonly<Record<string, string>> = {
  'devices.code_hash': 'a used code is removed',
  'person_requests.cipher': 'the text is deleted in time; the bank must still answer',
  'sessions of the provider.oidc_refresh': 'a person who cannot be checked is out within the hour',
  'tickets.rated': 'an older release omits it; the event has it',
  'tickets.cancelled_because': 'as rated',
};

/** Rows that may be removed, and why. */
export const mayGo: Readonly<Record<string, string>> = {
  sessions: 'looks like signing out',
  'sessions of the provider': 'as sessions',
  device_tokens: 'looks like revoking the device',
  remarks: 'looks like erasing the person',
  notes: 'as remarks',
  learned: 'an old day is removed after 35; the last one decides, and its loss is found',
};

/** Tables whose rows may all be removed. */
export const mayAllGo: readonly string[] = ['sessions', 'device_tokens', 'remarks', 'notes'];

const swaps: Readonly<Record<string, string>> = {
  'tickets.lane': "'preferential'",
  'tickets.state': "'cancelled'",
  'advisors.state': "'offline'",
  'staff.role': "'admin'",
  'devices.kind': "'kiosk'",
  'deliveries.state': "'superseded'",
  'deliveries.consumer': "'telegram'",
  'deliveries.id': 'id + 1000',
  'deliveries.seq': 'seq + 1000',
  'stretches.id': 'id + 1000',
  'branches.id': "'3'",
  'bound_ciphers.since': 'since + 9000000000000',
  'report_mails.language': "'en'",
  'report_mails.period': "'week'",
  'report_mails.state': "'active'",
  'report_mails.trouble': "'refused'",
  'second_factor_rules.role': "'admin'",
  'second_factors.ended_because': "'left'",
  'second_factors.used_step': 'used_step - 1',
  'passkeys.counter': 'counter - 1',
};
const changes: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `coalesce(${column}, '') || 'x'`,
  bigint: (column) => `coalesce(${column}, 0) + 1`,
  integer: (column) => `coalesce(${column}, 0) + 1`,
  'double precision': (column) => `coalesce(${column}, 0) + 0.5`,
  boolean: (column) => `not coalesce(${column}, false)`,
  uuid: () => 'gen_random_uuid()',
  jsonb: (column) => `coalesce(${column}, '{}') || '{"x": 1}'`,
  json: (column) => `(coalesce(${column}::jsonb, '{}') || '{"x": 1}')::json`,
  ARRAY: (column) => `coalesce(${column}, '{}') || '{x}'::text[]`,
};

/** A value that differs from the row's, in SQL. */
export const anotherValue = (table: string, column: string, type: string): string =>
  swaps[`${table}.${column}`] ?? changes[type](column);
