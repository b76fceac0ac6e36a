/**
 * Which advisors of the demo bank are simulated, and where; the first of branch 1 and the last of
 * branch 2 are for whoever tries the system out. `servedSince` their last pause, so that they do
 * not all pause at once.
 */
export const crew = [
  { username: 'advisor-2', branch: '1', counter: '2', servedSince: 0 },
  { username: 'advisor-3', branch: '1', counter: '3', servedSince: 7 },
  { username: 'advisor-4', branch: '2', counter: '1', servedSince: 4 },
] as const;

export const guests = ['advisor-1', 'advisor-5'] as const;

/**
 * How many customers come to each branch, as a share of the day's rate: what its crew can just
 * serve.
 */
export const weights: Readonly<Record<string, number>> = { 1: 1, 2: 0.45 };
