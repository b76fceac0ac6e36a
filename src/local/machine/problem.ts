/**
 * Something the person at the keyboard can put right. Its message is one sentence (or two) that
 * says what was found and what to do; `npm start` prints it without a stack.
 */
export class Problem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Problem';
  }
}
