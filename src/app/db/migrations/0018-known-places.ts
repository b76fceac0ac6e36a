import { Knex } from 'knex';

/**
 * Where members of staff have signed in: the address only as a keyed digest, and for 30 days.
 * Somebody who guesses elsewhere cannot lock them out there.
 */
export const name = '0018-known-places';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table known_places (
      staff_id  text not null references staff,
      place     text not null,
      last_at   bigint not null,
      primary key (staff_id, place)
    );
    create index known_places_by_place on known_places (place);
    create index known_places_by_age on known_places (last_at)
  `);
}
