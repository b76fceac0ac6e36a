/**
 * What makes two usernames one: neither case nor blanks nor the Unicode form tell people apart, and
 * marks that cannot be seen do not either. SQL has the same (`db/reads/usernames.ts`).
 */
export const usernameKey = (username: string): string =>
  username
    .normalize('NFKC')
    .replace(/[\s\p{Z}\p{Cf}]/gu, '')
    .toLowerCase();
