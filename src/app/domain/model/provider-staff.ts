/**
 * Members of staff whom the bank's own sign-in brought: their id begins with this, and is made of
 * who they are there, so that a new name is not a new person, and an old name not somebody else.
 */
export const PROVIDER_STAFF = 'oidc-';

/** Whether name, role, branches and password of this person are the provider's to say. */
export const isOfProvider = (staff: string): boolean => staff.startsWith(PROVIDER_STAFF);
