/**
 * Names of things of one kind, such as the advisors of a branch. Where two have the same name, each
 * is followed by its id, so that the reader of `Camila (advisor-7)` knows which one it is. Case,
 * blanks and Unicode form are ignored, as a reader would.
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
 * A name in something kept for years: another person may have it by then, so each name is followed
 * by its id, once.
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
