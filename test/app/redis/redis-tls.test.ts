import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLog } from '../../../src/app/log';
import { createRedis, RedisSettings } from '../../../src/app/redis/client';
import { runCommand } from '../../support/child';
import { flagsFor } from '../../support/compiled';
import { testFolder } from '../../support/test-folder';
import { Authority, authority } from '../platform/certificates';
import { startTlsValkey, TlsValkey } from '../platform/tls-valkey';

const PROGRAM = join(__dirname, '../platform/programs/redis-visitor.ts');

describe.each([{ cluster: false }, { cluster: true }])(
  'Redis by TLS with user and password, %o',
  ({ cluster }) => {
    let valkey: TlsValkey;
    let ca: Authority;
    let caFile: string;
    beforeAll(async () => {
      ca = await authority();
      caFile = join(await testFolder('redis-tls'), 'ca.pem');
      await writeFile(caFile, ca.cert);
      valkey = await startTlsValkey(ca, { cluster });
    });
    afterAll(async () => {
      await valkey.stop();
    });

    /**
     * In a separate process: Node decides at start which authorities to trust, as with Amazon's in
     * the deployed image.
     */
    const visit = async (settings: Partial<RedisSettings>, trusted = true) => {
      const child = runCommand(
        process.execPath,
        [
          ...flagsFor(PROGRAM),
          PROGRAM,
          JSON.stringify({
            url: valkey.url,
            username: valkey.username,
            password: valkey.password,
            cluster,
            ...settings,
          }),
        ],
        {
          env: { PATH: process.env.PATH, ...(trusted ? { NODE_EXTRA_CA_CERTS: caFile } : {}) },
        },
      );
      return (await child.line(/^(came back|stayed away)/m))[1];
    };

    it('is used: commands, scripts and subscriptions', async () => {
      expect(await visit({})).toBe('came back');
    });

    it('is refused with a wrong password or a certificate from an unknown authority', async () => {
      expect(await visit({ password: 'another' })).toBe('stayed away');
      expect(await visit({}, false)).toBe('stayed away');
    });

    it('counts as an absent cache, not an error, for a client that does not trust it', async () => {
      const redis = createRedis(
        { url: valkey.url, username: valkey.username, password: valkey.password, cluster },
        createLog('silent', 'test'),
      );
      expect(
        await redis.attempt(
          async (commands) => commands.get('x'),
          () => 'otherwise',
        ),
      ).toBe('otherwise');
      await redis.close();
    });
  },
);
