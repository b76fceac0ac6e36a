import { Body, Client, Refusal } from './client';
import { DEMO_PASSWORD } from '../demo/bank';

type Method = Parameters<Client['ask']>[0];

/** A demo staff member's own session: signed in when first needed, and anew when it has ended. */
export class Session {
  private token: string | undefined;

  /** `signsIn` is told before each sign-in: not to be taken for somebody else's. */
  constructor(
    private readonly client: Client,
    readonly username: string,
    private readonly signsIn: (username: string) => void = () => undefined,
  ) {}

  async authorization(): Promise<string> {
    if (this.token === undefined) {
      this.signsIn(this.username);
      this.token = (await this.client.ask('POST', '/api/sessions', undefined, {
        username: this.username,
        password: DEMO_PASSWORD,
      }))!.token as string;
    }
    return `Bearer ${this.token}`;
  }

  async ask(method: Method, path: string, body?: object): Promise<Body> {
    try {
      return await this.client.ask(method, path, await this.authorization(), body);
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) this.forget();
      throw error;
    }
  }

  /** The next request signs in. */
  forget(): void {
    this.token = undefined;
  }

  async end(): Promise<void> {
    if (this.token !== undefined) await this.ask('DELETE', '/api/sessions');
    this.forget();
  }
}
