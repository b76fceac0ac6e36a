/**
 * The tables of this release and what each refuses by itself: keys, references, checks, and unique
 * indexes (`UNIQUE btree`), as PostgreSQL prints them without casts. A test compares them with a
 * database that was just migrated, so a migration that changes them changes this.
 */
export const GUARDS_MADE = `
advisors
  advisors_pkey PRIMARY KEY (branch_id, staff_id)
  advisors_state_check CHECK ((state = ANY (ARRAY['available', 'busy', 'paused', 'offline'])))
alerts
  alerts_pkey PRIMARY KEY (branch_id, id)
bound_ciphers
branch_heads
  branch_heads_pkey PRIMARY KEY (branch_id)
branches
  branches_id_check CHECK (((id <> 'bank') AND (id ~ '^[a-z0-9-]{1,40}$')))
  branches_pkey PRIMARY KEY (id)
console_keys
  console_keys_pkey PRIMARY KEY (staff_id)
  console_keys_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
contacts
  contacts_id_fkey FOREIGN KEY (id) REFERENCES subscriptions(id)
  contacts_pkey PRIMARY KEY (id)
counters
  counters_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES branches(id)
  counters_pkey PRIMARY KEY (branch_id, id)
customers
  customers_blind_index_key UNIQUE (blind_index)
  customers_pkey PRIMARY KEY (id)
day_counters
  day_counters_pkey PRIMARY KEY (branch_id, day, queue)
day_plans
  day_plans_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES branches(id)
  day_plans_pkey PRIMARY KEY (branch_id, day)
deliveries
  deliveries_pkey PRIMARY KEY (id)
  deliveries_state_check CHECK ((state = ANY (ARRAY['open', 'sent', 'failed', 'superseded'])))
  deliveries_subscription_id_branch_id_seq_key UNIQUE (subscription_id, branch_id, seq)
  one_position_waiting UNIQUE btree (subscription_id) WHERE ((state = 'open') AND (type =
    'position'))
device_orders
  device_orders_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices(id)
  device_orders_pkey PRIMARY KEY (device_id)
  device_orders_what_check CHECK ((what = ANY (ARRAY['reload', 'clean'])))
device_tokens
  device_tokens_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices(id)
  device_tokens_pkey PRIMARY KEY (token_hash)
device_words
  device_words_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices(id)
  device_words_pkey PRIMARY KEY (device_id, page)
devices
  devices_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES branches(id)
  devices_code_hash_key UNIQUE (code_hash)
  devices_kind_check CHECK ((kind = ANY (ARRAY['kiosk', 'display', 'printer'])))
  devices_pkey PRIMARY KEY (id)
events
  events_pkey PRIMARY KEY (branch_id, seq)
failed_sign_ins
  failed_sign_ins_pkey PRIMARY KEY (username, address)
idempotency_keys
  idempotency_keys_pkey PRIMARY KEY (actor, route, key)
instances
  instances_pkey PRIMARY KEY (id)
knex_migrations
  knex_migrations_pkey PRIMARY KEY (id)
knex_migrations_lock
  knex_migrations_lock_pkey PRIMARY KEY (index)
known_places
  known_places_pkey PRIMARY KEY (staff_id, place)
  known_places_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
learned
  learned_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES branches(id)
  learned_pkey PRIMARY KEY (branch_id, day)
leases
  leases_pkey PRIMARY KEY (name)
moved_staff
  moved_staff_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES branches(id)
  moved_staff_pkey PRIMARY KEY (branch_id, staff_id)
  moved_staff_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
notes
  notes_pkey PRIMARY KEY (id)
oidc_seen
  oidc_seen_pkey PRIMARY KEY (key)
passkey_challenges
  passkey_challenges_pkey PRIMARY KEY (digest)
passkeys
  passkeys_credential_key UNIQUE (credential)
  passkeys_pkey PRIMARY KEY (id)
  passkeys_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
person_requests
  person_requests_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  person_requests_pkey PRIMARY KEY (id)
plugin_store
  plugin_store_pkey PRIMARY KEY (plugin, key)
print_jobs
  one_print_under_way UNIQUE btree (ticket_id) WHERE (state = ANY (ARRAY['queued', 'printing']))
  print_jobs_asked_key_key UNIQUE (asked_key)
  print_jobs_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES branches(id)
  print_jobs_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices(id)
  print_jobs_pkey PRIMARY KEY (id)
  print_jobs_state_check CHECK ((state = ANY (ARRAY['queued', 'printing', 'printed', 'failed',
    'unconfirmed'])))
printers
  printers_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices(id)
  printers_pkey PRIMARY KEY (device_id)
queue_counts
  queue_counts_pkey PRIMARY KEY (branch_id, queue)
queues
  queues_average_minutes_check CHECK ((average_minutes > (0)))
  queues_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES branches(id)
  queues_branch_id_prefix_key UNIQUE (branch_id, prefix)
  queues_pkey PRIMARY KEY (branch_id, id)
  queues_target_minutes_check CHECK ((target_minutes > (0)))
remarks
  remarks_pkey PRIMARY KEY (id)
report_mails
  report_mails_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES branches(id)
  report_mails_language_check CHECK ((language = ANY (ARRAY['es', 'en'])))
  report_mails_period_check CHECK ((period = ANY (ARRAY['day', 'week', 'month'])))
  report_mails_pkey PRIMARY KEY (id)
  report_mails_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  report_mails_state_check CHECK ((state = ANY (ARRAY['asked', 'invited', 'active'])))
  report_mails_trouble_check CHECK ((trouble = ANY (ARRAY['no-answer', 'refused'])))
second_factor_rules
  second_factor_rules_pkey PRIMARY KEY (role)
  second_factor_rules_role_check CHECK ((role = ANY (ARRAY['supervisor', 'admin', 'auditor'])))
second_factors
  second_factors_ended_because_check CHECK ((ended_because = ANY (ARRAY['self', 'reset',
    'left'])))
  second_factors_pkey PRIMARY KEY (staff_id)
  second_factors_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
sessions
  sessions_pkey PRIMARY KEY (id)
  sessions_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  sessions_token_hash_key UNIQUE (token_hash)
settings
  settings_pkey PRIMARY KEY (scope)
signs
  signs_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES branches(id)
  signs_pkey PRIMARY KEY (branch_id, queue)
staff
  staff_pkey PRIMARY KEY (id)
  staff_role_check CHECK ((role = ANY (ARRAY['host', 'advisor', 'supervisor', 'admin',
    'auditor'])))
  staff_username_key UNIQUE (username)
staff_queues
  staff_queues_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES branches(id)
  staff_queues_pkey PRIMARY KEY (staff_id, branch_id)
  staff_queues_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
stretches
  stretches_pkey PRIMARY KEY (id)
subscriptions
  one_link_per_address UNIQUE btree (consumer, ticket_id, chain) WHERE (active AND (ticket_id IS
    NOT NULL))
  subscriptions_pkey PRIMARY KEY (id)
tickets
  number_once UNIQUE (branch_id, day, number)
  one_active_per_customer UNIQUE btree (branch_id, customer_id) WHERE ((customer_id IS NOT NULL)
    AND (state = ANY (ARRAY['waiting', 'called', 'serving'])))
  one_ticket_per_advisor UNIQUE btree (branch_id, advisor) WHERE (state = ANY (ARRAY['called',
    'serving']))
  tickets_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  tickets_key_hash_key UNIQUE (key_hash)
  tickets_lane_check CHECK ((lane = ANY (ARRAY['general', 'preferential'])))
  tickets_pkey PRIMARY KEY (id)
  tickets_state_check CHECK ((state = ANY (ARRAY['waiting', 'called', 'serving', 'held',
    'served', 'no-show', 'cancelled'])))
webhooks
  webhooks_id_fkey FOREIGN KEY (id) REFERENCES subscriptions(id)
  webhooks_pkey PRIMARY KEY (id)
`;
