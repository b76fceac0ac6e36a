import { CipherPurpose, CIPHERS } from '../ports';

export type Kind = keyof typeof CIPHERS;
export const kindsOfCipher = Object.keys(CIPHERS) as readonly Kind[];

export const purposeOf = (kind: Kind, key: string): CipherPurpose =>
  'bound' in CIPHERS[kind] ? `${kind}\0${key}` : kind;
