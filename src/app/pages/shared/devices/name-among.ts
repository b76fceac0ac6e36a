import { toldApart } from '../../../domain/model/told-apart';
import type { BranchDevice } from '../../../wire/devices';

/** A name, with the id added if two would read alike. */
export function nameAmong(
  { id, label }: Pick<BranchDevice, 'id' | 'label'>,
  all: readonly BranchDevice[],
): string {
  const others = all.filter((each) => each.id !== id && !each.revoked);
  const [name] = toldApart(
    [{ id, label }, ...others],
    (each) => each.label,
    (each) => each.id,
  );
  return name;
}
