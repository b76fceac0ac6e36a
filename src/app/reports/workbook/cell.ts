/** What stands in a cell, as rows of reports have it; its own, so that pages need no more. */
export type Cell = string | number | boolean | null;
