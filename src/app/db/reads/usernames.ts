/** Blanks and marks that cannot be seen, beside those that `[:space:]` has in every locale. */
const UNSEEN =
  '[[:space:]' + '\\u00a0\\u00ad\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\u3000\\ufeff]';

/** What makes two usernames one (`usernameKey` of the domain), of an SQL expression. */
export const keyOfUsername = (username: string): string =>
  `lower(regexp_replace(normalize(${username}, NFKC), '${UNSEEN}', '', 'g'))`;
