/**
 * A size of a test: what it needs to find its fault, and the long form, which `npm run test:long`
 * takes.
 */
export const atLength = <T>(usual: T, long: T): T => (process.env.AT_LENGTH ? long : usual);
