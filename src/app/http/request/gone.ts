/** The far end hung up while it was still asking: nobody is there to be answered. */
export class Gone extends Error {
  constructor() {
    super('the client hung up before its request was whole');
    this.name = 'Gone';
  }
}
