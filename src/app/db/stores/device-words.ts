import { Pool } from 'pg';
import { Instant } from '../../domain/model/instant';
import { DeviceOrder, DeviceWord, HeardDevice } from '../../ports';

/** A page that has said nothing for this long (ms) is closed. */
const OPEN_MS = 45_000;
/** An order that has not been carried out within this time (ms) would only surprise. */
const ORDER_MS = 2 * 60_000;

export async function sayWord(
  pool: Pool,
  device: string,
  { page, version, paper, rttMs, cuts }: DeviceWord,
  now: Instant,
): Promise<{ readonly id: string; readonly what: DeviceOrder } | undefined> {
  const { rows } = await pool.query({
    name: 'device-word',
    text: `
      with said as (
        insert into device_words (device_id, page, heard_at, version, paper, rtt_ms, cuts)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (device_id, page) do update
           set heard_at = excluded.heard_at, version = excluded.version,
               paper = coalesce(excluded.paper, device_words.paper),
               rtt_ms = excluded.rtt_ms, cuts = excluded.cuts
      )
      select id, what from device_orders where device_id = $1 and asked_at > $3 - ${ORDER_MS}`,
    values: [device, page, now, version, paper ?? null, rttMs ?? null, cuts],
  });
  return rows[0];
}

/** Devices that have ever reported (printers by their polls), without revoked ones. */
export async function heardDevices(
  pool: Pool,
  branch: string,
  now: Instant,
): Promise<readonly HeardDevice[]> {
  const { rows } = await pool.query({
    name: 'heard-devices',
    text: `
      select distinct on (w.device_id)
             w.device_id as id, w.heard_at as "heardAt", w.version, w.paper,
             w.rtt_ms as "rttMs", w.cuts,
             (select count(*) from device_words o
               where o.device_id = w.device_id and o.heard_at > $2::bigint - ${OPEN_MS})::integer
               as pages
        from device_words w join devices d on d.id = w.device_id
       where d.branch_id = $1 and not d.revoked
       order by w.device_id, w.heard_at desc, w.page`,
    values: [branch, now],
  });
  const printers = await pool.query({
    name: 'heard-printers',
    text: `
      select p.device_id as id, p.polled_at as "heardAt", null as version,
             case when p.status like '2%' then 'ok' when p.status like '411%' then 'paper-jam'
                  when p.status like '41%' then 'no-paper' when p.status like '42%'
                  then 'cover-open' else 'printer-error' end as paper,
             null as "rttMs", null as cuts, 0 as pages
        from printers p join devices d on d.id = p.device_id
       where d.branch_id = $1 and not d.revoked`,
    values: [branch],
  });
  return [...rows, ...printers.rows] as HeardDevice[];
}

export async function orderDevice(
  pool: Pool,
  device: string,
  id: string,
  order: DeviceOrder,
  now: Instant,
): Promise<void> {
  await pool.query(
    `insert into device_orders (device_id, id, what, asked_at) values ($1, $2, $3, $4)
     on conflict (device_id) do update
        set id = excluded.id, what = excluded.what, asked_at = excluded.asked_at`,
    [device, id, order, now],
  );
}

/** Words of pages that are closed; the last word of each device stays. */
export async function forgetWords(pool: Pool, now: Instant): Promise<void> {
  await pool.query(
    `delete from device_words w where w.heard_at < $1
        and exists (select 1 from device_words o
                     where o.device_id = w.device_id and o.heard_at > w.heard_at)`,
    [now - 60 * 60_000],
  );
}
