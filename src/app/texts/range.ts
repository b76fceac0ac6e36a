/**
 * An expected wait in minutes as clock times, for a text that is read later: `low` rounds down and
 * `high` up to five minutes. Instants in ms.
 */
export function saidTimes(
  estimate: { readonly low: number; readonly high: number },
  now: number,
): { readonly from: number; readonly to: number } {
  const five = 300_000;
  const from = Math.floor((now + estimate.low * 60_000) / five) * five;
  const to = Math.ceil((now + estimate.high * 60_000) / five) * five;
  return { from, to: to === from ? to + five : to };
}
