/** All regions together, each by itself, or a single one. */
export type Regions =
  | { readonly as: 'all' | 'grouped' }
  /** `region` is empty for the branches that have none. */
  | { readonly as: 'one'; readonly region: string };

interface Placed {
  readonly region: string;
}

/** The existing regions by name; branches without one come last. */
export const regionsOf = (rows: readonly Placed[], tag: string): readonly string[] =>
  [...new Set(rows.map(({ region }) => region))].sort(
    (a, b) => Number(a === '') - Number(b === '') || a.localeCompare(b, tag, { numeric: true }),
  );

/**
 * What was chosen, as long as a branch has that region: it may be renamed while somebody looks, and
 * the list of regions would show nothing as chosen.
 */
export function stillThere(regions: Regions, rows: readonly Placed[]): Regions {
  if (regions.as === 'all' || rows.length === 0) return regions;
  const there = ({ region }: Placed) =>
    regions.as === 'one' ? region === regions.region : region !== '';
  return rows.some(there) ? regions : { as: 'all' };
}

/** The rows in the groups shown, each in its order; a single group has no heading. */
export function inRegions<R extends Placed>(
  rows: readonly R[],
  regions: Regions,
  tag: string,
): readonly { readonly region?: string; readonly rows: readonly R[] }[] {
  if (regions.as === 'all') return [{ rows }];
  const shown = regions.as === 'one' ? [regions.region] : regionsOf(rows, tag);
  return shown.map((region) => ({
    region,
    rows: rows.filter((row) => row.region === region),
  }));
}
