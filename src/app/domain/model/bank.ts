/** The bank's own chain, for what concerns no branch; and the scope of its default settings. */
export const BANK = 'bank';
