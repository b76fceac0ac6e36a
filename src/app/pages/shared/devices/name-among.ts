import { toldApart } from '../../../domain/model/told-apart';
import type { BranchDevice } from '../../../wire/devices';

/** Two that read alike are told apart by their ids. */
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
