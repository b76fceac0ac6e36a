import { BranchConfig } from '../model/state';

/** A mark that differs when the configuration does: FNV-1a of its text, worked out once. */
export function markOf(config: BranchConfig): number {
  const known = marks.get(config);
  if (known !== undefined) return known;
  let mark = 0x811c9dc5;
  for (const character of JSON.stringify(config)) {
    mark = Math.imul(mark ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  marks.set(config, mark);
  return mark;
}
const marks = new WeakMap<BranchConfig, number>();
