const { exp, log, max } = Math;

/** A line at one rate: customers a second, seconds of a service and of patience, on average. */
interface Steady {
  readonly rate: number;
  readonly service: number;
  /** Infinity: nobody gives up. */
  readonly patience: number;
}

export interface ErlangA {
  /** Share of the served who waited up to the target. */
  readonly within: number;
  /** Share of all who gave up. */
  readonly gone: number;
}

/** States beyond the servers that are looked at. */
const STATES = 600;
const NEGLIGIBLE = 1e-12;
/** Nobody is so patient that the formula loses its digits. */
const LONGEST_PATIENCE = 1e7;

/**
 * M/M/s+M in closed form (Palm; Mandelbaum and Zeltyn 2007). Who finds n-1 waiting is reached after
 * a sum of exponentials whose e^(-time/patience) has a beta distribution.
 */
export function erlangA(
  { rate, service, patience }: Steady,
  servers: number,
  target: number,
): ErlangA {
  const away = 1 / Math.min(patience, LONGEST_PATIENCE);
  const done = servers / service;
  const chances = statesOf(rate, 1 / service, away, servers);
  const total = chances.reduce((sum, each) => sum + each, 0);
  let [within, served] = [0, 0];
  chances.forEach((chance, state) => {
    if (state < servers) {
      within += chance;
      served += chance;
      return;
    }
    const ahead = state - servers + 1;
    const stays = done / (done + ahead * away);
    served += chance * stays;
    within += chance * stays * reachedBy(target, done / away + 1, ahead, away);
  });
  return { within: within / served, gone: 1 - served / total };
}

/** Relative probabilities of how many are in the system. */
function statesOf(rate: number, done: number, away: number, servers: number): readonly number[] {
  const chances = [1];
  let most = 1;
  for (let state = 1; state < servers + STATES; state += 1) {
    const out = Math.min(state, servers) * done + max(0, state - servers) * away;
    const chance = (chances[state - 1] * rate) / out;
    chances.push(chance);
    most = max(most, chance);
    if (chance < most * NEGLIGIBLE && state > servers) break;
  }
  return chances;
}

/** P(B >= e^(-away x seconds)) for B of a beta distribution with a whole second parameter. */
function reachedBy(seconds: number, a: number, ahead: number, away: number): number {
  const x = exp(-away * seconds);
  let term = exp(a * log(x));
  let sum = 0;
  for (let at = 0; at < ahead; at += 1) {
    sum += term;
    term *= ((a + at) / (at + 1)) * (1 - x);
  }
  return max(0, 1 - sum);
}

/** The fewest servers with which a share of the served waits up to the target. */
export function fewestServers(
  steady: Steady,
  { seconds, share }: { readonly seconds: number; readonly share: number },
  most: number,
): number {
  if (steady.rate <= 0) return 0;
  for (let servers = 1; servers < most; servers += 1) {
    if (erlangA(steady, servers, seconds).within >= share) return servers;
  }
  return most;
}
