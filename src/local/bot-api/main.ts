import { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { createBotApi } from './server';

/**
 * The local Bot API as a separate process. Prints `READY <url>`; ends on a signal or when its
 * standard input closes.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    token: { type: 'string', default: '1000000:local-bot-api-token-for-this-machine' },
    username: { type: 'string', default: 'ticketero_local_bot' },
    // the demo's webhook is plain http, which a Bot API server in local mode allows
    'https-only': { type: 'boolean', default: false },
    // the pipe closes when the parent process is gone
    'with-parent': { type: 'boolean', default: false },
  },
});

const { server } = createBotApi({
  token: values.token,
  username: values.username,
  allowHttp: !values['https-only'],
});
server.on('error', (error: NodeJS.ErrnoException) => {
  process.stderr.write(
    error.code === 'EADDRINUSE'
      ? `Port ${values.port} is in use: choose another port for the local Bot API with --port.\n`
      : `${error.message}\n`,
  );
  process.exit(1);
});
server.listen(Number(values.port), '127.0.0.1', () => {
  process.stdout.write(`READY http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

const end = () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
};
process.on('SIGTERM', end);
process.on('SIGINT', end);
if (values['with-parent']) process.stdin.on('end', end).resume();
