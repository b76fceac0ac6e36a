import { Pool } from 'pg';

/** A webhook subscription's URL and encrypted secret. */
export async function endpointOf(
  pool: Pool,
  subscription: string,
): Promise<{ readonly url: string; readonly secretCipher: string } | undefined> {
  const { rows } = await pool.query({
    name: 'endpoint',
    text: `
      select w.url, w.secret as "secretCipher"
        from webhooks w join subscriptions s on s.id = w.id
       where w.id = $1 and s.active`,
    values: [subscription],
  });
  return rows[0];
}
