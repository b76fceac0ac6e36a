import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

/**
 * A collector as far as the app uses it: accepts OTLP over HTTP as JSON at `/v1/traces` and shows
 * all spans at `/spans`. Prints `OTLP <port>`.
 */
const spans: unknown[] = [];
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: unknown;
    readonly scopeSpans: readonly { readonly spans: readonly object[] }[];
  }[];
}

const server = createServer((request, response) => {
  if (request.url === '/spans') return response.end(JSON.stringify(spans));
  if (
    request.method !== 'POST' ||
    request.url !== '/v1/traces' ||
    request.headers['content-type'] !== 'application/json'
  ) {
    response.statusCode = 404;
    return response.end();
  }
  const parts: Buffer[] = [];
  return request
    .on('data', (part: Buffer) => parts.push(part))
    .on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString()) as Sent;
      for (const { resource, scopeSpans } of resourceSpans) {
        spans.push(
          ...scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, resource }))),
        );
      }
      response.setHeader('content-type', 'application/json');
      response.end('{}');
    });
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`OTLP ${(server.address() as AddressInfo).port}\n`),
);
