/**
 * The simulated advisors of the demo bank and their counters. The first of branch 1 and the last of
 * branch 2 are left for people who try the system. `servedSince` counts services since the last
 * pause; it starts differently for each, so that they do not all pause at once.
 */
export const crew = [
  { username: 'advisor-2', branch: '1', counter: '2', servedSince: 0 },
  { username: 'advisor-3', branch: '1', counter: '3', servedSince: 7 },
  { username: 'advisor-4', branch: '2', counter: '1', servedSince: 4 },
] as const;

export const guests = ['advisor-1', 'advisor-5'] as const;

/**
 * How many customers come to each branch, relative to the day's rate: as many as its crew can just
 * serve.
 */
export const weights: Readonly<Record<string, number>> = { 1: 1, 2: 0.45 };
