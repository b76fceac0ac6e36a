import { createHash } from 'node:crypto';
import { PROVIDER_STAFF } from '../domain/model/provider-staff';

/** Hexadecimal digits of an id: 112 bits. */
const DIGITS = 28;

/** Always the same for a provider's person, whatever they are called. */
export const providerStaffId = (issuer: string, subject: string): string =>
  PROVIDER_STAFF +
  createHash('sha256').update(`${issuer}\0${subject}`).digest('hex').slice(0, DIGITS);
