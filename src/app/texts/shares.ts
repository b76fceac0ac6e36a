/**
 * Parts of a whole as shares in whole percent that add up to 100: each is rounded down, and the
 * rest goes to those that lost most. Rounded one by one, three thirds would add up to 99.
 */
export function wholeShares(parts: readonly number[]): readonly number[] {
  const all = parts.reduce((sum, part) => sum + part, 0);
  if (all <= 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part / all) * 100);
  const floors = exact.map(Math.floor);
  const left = Math.round(100 - floors.reduce((sum, part) => sum + part, 0));
  const lost = exact.map((part, at) => ({ at, of: part - floors[at] }));
  const raised = new Set(
    lost
      .sort((a, b) => b.of - a.of || a.at - b.at)
      .slice(0, left)
      .map(({ at }) => at),
  );
  return floors.map((part, at) => (part + (raised.has(at) ? 1 : 0)) / 100);
}
