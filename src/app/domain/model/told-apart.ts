/**
 * Names of things of one kind, such as the advisors of a branch: where two bear one name, each has
 * its mark behind it, so that whoever reads `Camila (advisor-7)` knows which of them it is. Case,
 * blanks and Unicode form make no difference, as they make none to a reader.
 * @returns the names in the order given
 */
export function toldApart<T>(
  all: readonly T[],
  nameOf: (each: T) => string,
  markOf: (each: T) => string,
): readonly string[] {
  const seen = new Map<string, number>();
  for (const each of all) {
    const read = asRead(nameOf(each));
    seen.set(read, (seen.get(read) ?? 0) + 1);
  }
  return all.map((each) => {
    const name = nameOf(each);
    const alike = name !== '' && seen.get(asRead(name))! > 1;
    return alike ? `${name} (${markOf(each)})` : name;
  });
}

/**
 * A name in what is kept for years: whoever has the name today may not be who had it then, so the
 * mark stands behind each, once.
 */
export const markedName = (name: string, mark: string): string =>
  name.endsWith(`(${mark})`) ? name : `${name} (${mark})`;

const asRead = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** The same things with such names. */
export function namedApart<T extends { readonly id: string }, K extends keyof T & string>(
  all: readonly T[],
  key: K,
): readonly T[] {
  const names = toldApart(
    all,
    (each) => String(each[key]),
    ({ id }) => id,
  );
  return all.map((each, at) => ({ ...each, [key]: names[at] }));
}
