import { Knex } from 'knex';

/**
 * Settings that were accepted once and made reports fail, or filed a day under the one before. A
 * whole-hour offset becomes the zone with that clock, whose name has the opposite sign; any other
 * zone that the database lacks gives way to the layer below.
 */
export const name = '0010-settings-that-hold';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    update settings set overrides = jsonb_set(overrides, '{dayStartsAt}', '"00:00"')
     where overrides ->> 'dayStartsAt' = '24:00'
  `);
  await knex.raw(`
    update settings
       set overrides = jsonb_set(overrides, '{timeZone}', to_jsonb(
             'Etc/GMT' || case left(overrides ->> 'timeZone', 1) when '-' then '+' else '-' end
                       || substr(overrides ->> 'timeZone', 2, 2)::integer))
     where overrides ->> 'timeZone' ~ '^[+-][0-9][0-9](00|:00|)$'
  `);
  await knex.raw(`
    update settings set overrides = overrides - 'timeZone'
     where overrides -> 'timeZone' is not null
       and not exists (select from pg_timezone_names
                        where lower(name) = lower(overrides ->> 'timeZone'))
  `);
}
