import type { adminEsCL } from '../../texts/admin-es-CL';

type AdminKey = keyof typeof adminEsCL;
/** Keys of texts that take no values. */
export type PlainAdminKey = {
  [K in AdminKey]: (typeof adminEsCL)[K] extends string
    ? (typeof adminEsCL)[K] extends `${string}{${string}`
      ? never
      : K
    : never;
}[AdminKey];
