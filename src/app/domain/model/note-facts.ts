/**
 * Notes of staff on a visit, for the advisor who serves the customer next. Like a customer's words
 * they are kept encrypted outside the chain: an event only has their id.
 */
export interface NoteWritten {
  readonly type: 'NoteWritten';
  readonly ticket: string;
  /** Id of the words. */
  readonly note: string;
}

/** Its author or a supervisor took it away: its words are gone. */
export interface NoteRemoved {
  readonly type: 'NoteRemoved';
  readonly ticket: string;
  readonly note: string;
}
