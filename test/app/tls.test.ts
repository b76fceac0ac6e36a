import { X509Certificate } from 'node:crypto';
import { Agent, request } from 'node:https';
import { PeerCertificate, TLSSocket } from 'node:tls';
import { ConfigError, readConfig } from '../../src/app/config';
import { serve } from '../../src/app/main';
import { selfSignedCertificate } from '../../src/app/tls';
import { createDatabase, TestDatabase } from '../support/database';

const KEYS = 'keys-of-the-tls-test-0123456789abcdef';

interface TlsAnswer {
  readonly status: number;
  readonly protocol: string | null;
  readonly certificate: PeerCertificate;
}

/** Like the load balancer: encrypted, without verifying. */
const ask = (port: number, path: string, agentOptions: object = { rejectUnauthorized: false }) =>
  new Promise<TlsAnswer>((resolve, reject) => {
    const agent = new Agent({ keepAlive: false, ...agentOptions });
    request({ host: '127.0.0.1', port, path, agent }, (response) => {
      const socket = response.socket as TLSSocket;
      const heard = { protocol: socket.getProtocol(), certificate: socket.getPeerCertificate() };
      response.resume().on('end', () => resolve({ status: response.statusCode!, ...heard }));
    })
      .on('error', reject)
      .end();
  });

describe('TLS=self-signed', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });

  it('serves only HTTPS, with a certificate made at start', async () => {
    const config = readConfig({
      PORT: '0',
      TLS: 'self-signed',
      DATABASE_URL: database.url,
      DATA_KEYS: KEYS,
      LOG_LEVEL: 'silent',
    });
    const app = await serve(config, {
      host: '127.0.0.1',
      pagesFolder: undefined,
      writeMetrics: () => undefined,
    });
    try {
      expect(app.url).toBe(`https://localhost:${app.port}`);
      const { status, protocol, certificate } = await ask(app.port, '/health/ready');
      expect(status).toBe(200);
      expect(['TLSv1.2', 'TLSv1.3']).toContain(protocol);
      expect(certificate.subject.CN).toBe('ticketero');
      // a verifying client refuses it
      await expect(ask(app.port, '/health/ready', {})).rejects.toThrow(/self-signed/);
      await expect(fetch(`http://127.0.0.1:${app.port}/health/live`)).rejects.toThrow();
    } finally {
      await app.close();
    }
  });

  it('makes a new key at every start, for a server, not an authority', async () => {
    const [one, two] = await Promise.all([selfSignedCertificate(), selfSignedCertificate()]);
    expect(one.key).not.toBe(two.key);
    const certificate = new X509Certificate(one.cert);
    expect(certificate.ca).toBe(false);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + 9 * 365 * 86_400_000);
    expect(certificate.publicKey.asymmetricKeyType).toBe('ec');
  });

  it('accepts no other value', () => {
    expect(() => readConfig({ TLS: 'yes', DATABASE_URL: 'postgres://localhost/x' })).toThrow(
      ConfigError,
    );
  });
});
