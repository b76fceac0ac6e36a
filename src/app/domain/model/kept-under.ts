/**
 * The indexes under which a proven person may be kept: their own, and those an older release made
 * from the same number. None for an unproven one.
 */
export const keptUnder = ({
  blindIndex,
  olderIndexes = [],
}: {
  readonly blindIndex: string | null;
  readonly olderIndexes?: readonly string[];
}): readonly string[] => (blindIndex === null ? [] : [blindIndex, ...olderIndexes]);
