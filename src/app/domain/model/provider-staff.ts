/**
 * Members of staff whom the bank's own sign-in brought. Their id begins with this and is made from
 * their identity there, so that a new name does not make a new person, and a reused name is not the
 * old one.
 */
export const PROVIDER_STAFF = 'oidc-';

/** Whether the provider decides name, role, branches and password of this person. */
export const isOfProvider = (staff: string): boolean => staff.startsWith(PROVIDER_STAFF);
