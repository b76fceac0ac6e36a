/** A folder or file of the sources, and what it may import. Types count as much as values. */
export interface Room {
  /** A folder below src/, or one file of a folder; a folder inside it has a row of its own. */
  readonly path: string;
  /**
   * Rooms, or files of rooms, that it may import besides itself. A room's name does not include the
   * rooms inside it.
   */
  readonly sees: readonly string[];
  /** Rooms or files from which it may import types only. */
  readonly seesTypesOf?: readonly string[];
  /** Packages it may import. */
  readonly packages: readonly string[];
  /** How every refusal begins. */
  readonly why: string;
}

/** In `packages`, stands for all modules of Node. */
export const node = 'node:';
