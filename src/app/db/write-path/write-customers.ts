import { WriteSet } from '../../ports';
import { json, Value } from './write-rows';

/** A customer whose row must belong to nobody else. */
const ONE_ROW_EACH = 'customers_blind_index_key';

/**
 * Rows of persons are created, then updated, each in order, so that two branches doing this for the
 * same persons never deadlock.
 */
export function customerParts({ made, renewed }: WriteSet['customers'], value: Value): string[] {
  const parts: string[] = [];
  if (made.length) {
    parts.push(`made as (
      insert into customers (id, blind_index, claim_index, phone_index, cipher)
      select c.id, c."blindIndex", c."claimIndex", c."phoneIndex", c.cipher
        from json_to_recordset(${value(json(made))})
          as c(id uuid, "blindIndex" text, "claimIndex" text, "phoneIndex" text, cipher text)
       order by c."blindIndex"
      returning 1)`);
  }
  if (renewed.length) {
    const first = made.length ? 'and (select count(*) from made) >= 0' : '';
    const ids = value(renewed.map(({ id }) => id));
    parts.push(
      `renewing as materialized (
      select c.id from customers c
       where c.id = any(${ids}::uuid[]) ${first} order by c.id for no key update)`,
      `renewed as (
      update customers c set cipher = r.cipher
        from json_to_recordset(${value(json(renewed))}) as r(id uuid, cipher text)
       where c.id = r.id and c.id = any(array(select id from renewing)))`,
    );
  }
  return parts;
}

/** Whether a write failed because another branch made the row of the same person. */
export function isMadeElsewhere(error: unknown): boolean {
  const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
  return code === '23505' && constraint === ONE_ROW_EACH;
}
