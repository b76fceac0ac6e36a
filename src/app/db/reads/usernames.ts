/** Blanks and marks that cannot be seen, beside those that `[:space:]` has in every locale. */
const UNSEEN =
  '[[:space:]' + '\\u00a0\\u00ad\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\u3000\\ufeff]';
/** A RUT as people write it. */
const RUT = '^0*([1-9][0-9]{0,2})[.]?([0-9]{3})[.]?([0-9]{3})[-\\u2010-\\u2015\\u2212]?([0-9k])$';

/** The compared form of a username (`usernameKey` of the domain), for an SQL expression. */
export const keyOfUsername = (username: string): string => {
  const seen = `lower(regexp_replace(normalize(${username}, NFKC), '${UNSEEN}', '', 'g'))`;
  return `regexp_replace(${seen}, '${RUT}', '\\1\\2\\3\\4')`;
};
