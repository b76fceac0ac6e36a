/**
 * What a person who proved who they are may be kept under: their index, and what an older release
 * made of the same number. Nothing for whoever proved nothing.
 */
export const keptUnder = ({
  blindIndex,
  olderIndexes = [],
}: {
  readonly blindIndex: string | null;
  readonly olderIndexes?: readonly string[];
}): readonly string[] => (blindIndex === null ? [] : [blindIndex, ...olderIndexes]);
