/** How long the server accepts undoing a finish, a transfer or another matter. */
export const UNDO_MS = 2 * 60_000;
