/** A RUT, with or without dots, dash and zeros before it: 7 to 9 digits and the check digit. */
const RUT = /^0*([1-9]\d{0,2})[.]?(\d{3})[.]?(\d{3})[-\u2010-\u2015\u2212]?([\dk])$/;

/**
 * The form in which usernames are compared: case, blanks, Unicode form, invisible characters and
 * the way a RUT is written make no difference. SQL has the same (`db/reads/usernames.ts`).
 */
export const usernameKey = (username: string): string =>
  username
    .normalize('NFKC')
    .replace(/[\s\p{Z}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(RUT, '$1$2$3$4');
