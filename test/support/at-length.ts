/**
 * The size of a test: as much as it needs to find its fault, or the long form, for `npm run
 * test:long`.
 */
export const atLength = <T>(usual: T, long: T): T => (process.env.AT_LENGTH ? long : usual);
