/** A value as text, whatever the order of its members. */
export const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/**
 * What was typed over what somebody else saved meanwhile: parts of a row that only they changed are
 * theirs. Pure.
 */
export function mergedRow<Row extends object>(base: Row, mine: Row, theirs: Row): Row {
  const of = (row: Row) => row as Readonly<Record<string, unknown>>;
  // a part that was emptied may be missing from what was typed
  const typed = Object.keys({ ...base, ...mine }).filter(
    (part) => ordered(of(mine)[part]) !== ordered(of(base)[part]),
  );
  return { ...theirs, ...Object.fromEntries(typed.map((part) => [part, of(mine)[part]])) };
}
