import { Knex } from 'knex';

/**
 * What a kiosk shows of a queue besides its letters and names: a picture, and the group it stands
 * in. The previous release shows neither, and keeps both.
 */
export const name = '0041-queue-icons';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table queues add column icon text;
    alter table queues add column group_names jsonb;
  `);
}
