/**
 * What staff note of a visit, for whoever serves the customer next. The words are kept encrypted
 * outside the chain, like a customer's: an event has the id alone.
 */
export interface NoteWritten {
  readonly type: 'NoteWritten';
  readonly ticket: string;
  /** Id of the words. */
  readonly note: string;
}

/** Whoever wrote it, or a supervisor, took it away: its words are gone. */
export interface NoteRemoved {
  readonly type: 'NoteRemoved';
  readonly ticket: string;
  readonly note: string;
}
