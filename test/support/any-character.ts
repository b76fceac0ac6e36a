import fc from './draws';

const SURROGATES = 0xd800;
const HOW_MANY = 0x800;

/** Any character, as a unit of `fc.string`; fast-check's own `binary` takes a second to prepare. */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - HOW_MANY })
  .map((n) => String.fromCodePoint(n < SURROGATES ? n : n + HOW_MANY));
