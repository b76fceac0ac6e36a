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
 * What was typed, on top of what somebody else saved meanwhile: nothing that was typed is lost, and
 * what only they changed is taken. Where both changed a setting, mine stays and is told as a clash.
 * Pure.
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

/** The settings that differ from what was read: what is typed and not saved. */
export const changedPaths = (base: Tree, mine: Tree): readonly string[] =>
  PATHS.filter((path) => !same(valueAt(base, path), valueAt(mine, path)));
