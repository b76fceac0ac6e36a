import { settingGroups, Tree, valueAt, withValue } from './settings-list';

/** A setting that two people changed to different values. */
export interface Clash {
  readonly path: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

const PATHS = settingGroups.flatMap((group) => group.fields.map((field) => field.path));
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Merges what was typed with what somebody else saved meanwhile: nothing typed is lost, and
 * settings that only they changed are taken over. If both changed a setting, mine stays and is
 * reported as a clash. Pure.
 */
export function merged(
  base: Tree,
  mine: Tree,
  theirs: Tree,
): { readonly overrides: Tree; readonly clashes: readonly Clash[] } {
  let overrides = theirs;
  const clashes: Clash[] = [];
  for (const path of PATHS) {
    const [before, typed, saved] = [base, mine, theirs].map((tree) => valueAt(tree, path));
    if (same(before, typed)) continue;
    overrides = withValue(overrides, path, typed);
    if (!same(before, saved) && !same(typed, saved)) {
      clashes.push({ path, mine: typed, theirs: saved });
    }
  }
  return { overrides, clashes };
}

/** The settings that differ from what was read: typed but not saved. */
export const changedPaths = (base: Tree, mine: Tree): readonly string[] =>
  PATHS.filter((path) => !same(valueAt(base, path), valueAt(mine, path)));
