/** So long the server takes a finish, a transfer or another matter back. */
export const UNDO_MS = 2 * 60_000;
