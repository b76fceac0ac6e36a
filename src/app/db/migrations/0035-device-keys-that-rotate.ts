import { Knex } from 'knex';

/**
 * Keys of devices that replace one another. `line`: the enrolment they come from; null: given by a
 * release that did not rotate. `follows`: the previous key. `used_at`: it has been used, so the
 * browser has it. `ends_at`: it was replaced, and is valid until then for requests under way.
 */
export const name = '0035-device-keys-that-rotate';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table device_tokens add column line text;
    alter table device_tokens add column follows text;
    alter table device_tokens add column given_at bigint;
    alter table device_tokens add column used_at bigint;
    alter table device_tokens add column ends_at bigint;
    create index device_tokens_by_device on device_tokens (device_id);
  `);
}
