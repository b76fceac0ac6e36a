import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { TracingOptions } from '../../../../src/app/telemetry/start';

/** A server that accepts everything, and the text it received. */
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

/** Captures everything in a span before it is exported as OTLP. */
export const into = (heard: (text: string) => void): NonNullable<TracingOptions['exporter']> => ({
  export(spans, done) {
    for (const { name, attributes, events, status, resource } of spans) {
      heard(JSON.stringify({ name, attributes, events, status, of: resource.attributes }));
    }
    done({ code: 0 });
  },
  shutdown: () => Promise.resolve(),
});
