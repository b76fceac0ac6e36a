import { Knex } from 'knex';

/** Why a ticket was cancelled; null: it was not, or an older release did it. */
export const name = '0050-why-cancelled';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table tickets add column cancelled_because text');
}
