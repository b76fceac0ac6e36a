/** The client hung up before it had sent its whole request: there is nobody to answer. */
export class Gone extends Error {
  constructor() {
    super('the client hung up before its request was whole');
    this.name = 'Gone';
  }
}
