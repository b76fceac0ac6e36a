/**
 * The value of a cell, as in rows of reports; a type of its own, so that pages need nothing else.
 */
export type Cell = string | number | boolean | null;
