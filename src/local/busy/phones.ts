import { Client } from './client';

const NAMES = ['Rosa', 'Luis', 'Ivonne'] as const;

/**
 * The simulated customers' phones on the page of phones: a few that are passed on from customer to
 * customer.
 */
export class Phones {
  private readonly free: string[] = [...NAMES];
  private readonly chats = new Map<string, number>();

  constructor(private readonly telegram: Client) {}

  /**
   * Opens the bot through a ticket's link. @returns the phone, to be given back later; undefined if
   * all are in use or the link leads elsewhere
   */
  async follow(link: string, language: string): Promise<string | undefined> {
    const url = new URL(link);
    const start = url.searchParams.get('start');
    if (url.origin !== this.telegram.origin || !start) return undefined;
    const name = this.free.shift();
    if (name === undefined) return undefined;
    try {
      const chat =
        this.chats.get(name) ??
        (await this.post<{ readonly id: number }>('/phone/chats', { name, language })).id;
      this.chats.set(name, chat);
      await this.post(`/phone/chats/${chat}/text`, { text: `/start ${start}` });
      return name;
    } catch (error) {
      this.giveBack(name);
      throw error;
    }
  }

  private async post<T>(path: string, body: object): Promise<T> {
    return (await this.telegram.send({ method: 'POST', path, body })) as T;
  }

  giveBack(name: string): void {
    this.free.push(name);
  }
}
