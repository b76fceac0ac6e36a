import { RequestArguments } from '../../app/client/client';
import type { AnswerOf, RouteName } from '../../app/wire/routes';
import { DEMO_PASSWORD } from '../demo/bank';
import { Client, Options, Refusal } from './client';

/** A demo staff member's session, which signs in when first needed and again after it has ended. */
export class Session {
  private token: string | undefined;

  /** `signsIn` is called before each sign-in, so that it is not taken for a person's. */
  constructor(
    private readonly client: Client,
    readonly username: string,
    private readonly signsIn: (username: string) => void = () => undefined,
  ) {}

  async authorization(): Promise<string> {
    if (this.token === undefined) {
      this.signsIn(this.username);
      const { token } = await this.client.call('POST /api/sessions', {
        body: { username: this.username, password: DEMO_PASSWORD },
      });
      this.token = token;
    }
    return `Bearer ${this.token}`;
  }

  async call<R extends RouteName>(
    route: R,
    ...[given]: RequestArguments<R, object>
  ): Promise<AnswerOf<R>> {
    const authorization = await this.authorization();
    const mine = [{ ...given, authorization }] as unknown as RequestArguments<R, Options>;
    try {
      return await this.client.call(route, ...mine);
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) this.forget();
      throw error;
    }
  }

  /** Makes the next request sign in again. */
  forget(): void {
    this.token = undefined;
  }

  async end(): Promise<void> {
    if (this.token !== undefined) await this.call('DELETE /api/sessions');
    this.forget();
  }
}
