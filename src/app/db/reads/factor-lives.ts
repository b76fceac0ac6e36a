/**
 * Whether a row `f` of `second_factors` is of somebody who has one. It is asked of what there is:
 * an operator may have emptied a row by hand.
 */
export const FACTOR_LIVES =
  '(f.cipher is not null or exists (select from passkeys p where p.staff_id = f.staff_id))';
