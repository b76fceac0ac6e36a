import type { Staff } from '../../wire/configuration';
import type { Role } from '../../wire/enums';

/** The names with which columns of imported lists are read. */

/** A person in a file: with a new password, if it gives one. */
export type ImportedStaff = Staff & { readonly password?: string };

/** A queue as a file may name it: by its code, or by its name in either language. */
interface NamedQueue {
  readonly id: string;
  readonly names: { readonly es: string; readonly en: string };
}

/** What a file's columns need to know about the bank and the texts on screen. */
export interface ImportWords {
  readonly branches: readonly { readonly id: string; readonly name: string }[];
  /** The queues of each branch. */
  readonly queues: Readonly<Record<string, readonly NamedQueue[]>>;
  readonly roleWords: (role: Role) => string;
  readonly yes: string;
  readonly no: string;
  readonly all: string;
}
