/** Wrong credentials. The message never says which half was wrong. */
export class Unknown extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'Unknown';
  }
}
