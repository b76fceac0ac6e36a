/**
 * Whether a row `f` of `second_factors` means that its owner has a second factor. Decided by its
 * content, because an operator may have emptied a row by hand.
 */
export const FACTOR_LIVES =
  '(f.cipher is not null or exists (select from passkeys p where p.staff_id = f.staff_id))';
