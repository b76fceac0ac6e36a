const MOST_NAMED = 3;

/** A remark about a file's lines: the first one it applies to, and how many more there are. */
export function remark(lines: readonly string[], what: string): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length > MOST_NAMED ? [`and ${lines.length - MOST_NAMED} more`] : [];
  return [`${what}: ${[...lines.slice(0, MOST_NAMED), ...more].join('; ')}`];
}
