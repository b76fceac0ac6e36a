/** One value of a report, as in a cell of its file. */
export type Cell = string | number | boolean | null;

/** The rows of a report, some at a time. */
export type Batches = AsyncIterable<readonly (readonly Cell[])[]>;
