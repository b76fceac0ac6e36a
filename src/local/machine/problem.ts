/**
 * A problem that the person at the keyboard can fix. Its message says in a sentence or two what was
 * found and what to do; `npm start` prints it without a stack.
 */
export class Problem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Problem';
  }
}
