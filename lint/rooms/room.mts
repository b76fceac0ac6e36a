/** A folder or file of the sources, and what it may import. Types count as much as values. */
export interface Room {
  /** A folder below src/, or one file of a folder; a folder inside it has a row of its own. */
  readonly path: string;
  /**
   * Rooms it may import, besides itself, or a file of one. A room inside a room is not meant by the
   * outer one's name.
   */
  readonly sees: readonly string[];
  /** The like, of which it may import types only. */
  readonly seesTypesOf?: readonly string[];
  /** Packages it may import. */
  readonly packages: readonly string[];
  /** What stands first in every refusal. */
  readonly why: string;
}

/** Stands among `packages` for the modules of Node. */
export const node = 'node:';
