/** A long pattern over several lines: the parts joined, with the flags of the first. */
export const pattern = (...parts: readonly RegExp[]): RegExp =>
  new RegExp(parts.map(({ source }) => source).join(''), parts[0].flags);
