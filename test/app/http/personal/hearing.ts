import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A server that takes everything, and its words. */
export async function hearing(heard: (text: string) => void): Promise<Server> {
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => heard(chunk.toString('latin1')));
    request.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
export const addressOf = (server: Server) =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
