import { call } from '../../../support/caller';

/**
 * Instances of the same age over one database: one whose Telegram hangs, one without Telegram, and
 * a second one without, to show the noise of the measurement.
 */
const SIDES = ['hanging', 'without', 'again'] as const;
export type Side = (typeof SIDES)[number];

/**
 * Milliseconds that issuing takes on each side: one request each per round, in random order. Each
 * ticket is cancelled at once, unmeasured, so that the line stays short.
 */
export async function issueBeside(
  urls: Readonly<Record<Side, string>>,
  branch: string,
  kiosk: string,
  times: number,
): Promise<Readonly<Record<Side, readonly number[]>>> {
  const taken: Record<Side, number[]> = { hanging: [], without: [], again: [] };
  for (let i = 0; i < times; i += 1) {
    const order = SIDES.map((side) => ({ side, at: Math.random() })).sort((a, b) => a.at - b.at);
    for (const { side } of order) {
      const at = performance.now();
      const { status, body } = await call(urls[side], 'POST', `/api/branches/${branch}/tickets`, {
        token: kiosk,
        body: { queue: 'empresas' },
      });
      if (status !== 201) throw new Error(`issuing answered ${status}`);
      taken[side].push(performance.now() - at);
      await call(urls[side], 'POST', '/api/my/cancel', { token: `Ticket ${body.key}` });
    }
  }
  return taken;
}
