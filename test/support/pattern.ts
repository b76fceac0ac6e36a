/** A long pattern over several lines: the parts joined without a gap, with the first one's flags. */
export const pattern = (...parts: readonly RegExp[]): RegExp =>
  new RegExp(parts.map(({ source }) => source).join(''), parts[0].flags);
