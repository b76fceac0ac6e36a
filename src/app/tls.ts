import { generate } from 'selfsigned';

/**
 * Longer than any process lives: hosts are replaced every two weeks, and each start makes its own
 * certificate.
 */
const YEARS = 10;

/**
 * A key and a certificate, made now and kept only in memory. The load balancer encrypts to it
 * without verifying it (`TLS=self-signed`): security groups decide who reaches the port, and nobody
 * can read the hop.
 * @returns PEM texts, as `createApp` takes them
 */
export async function selfSignedCertificate(): Promise<{
  readonly key: string;
  readonly cert: string;
}> {
  const now = Date.now();
  const made = await generate([{ name: 'commonName', value: 'ticketero' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 3_600_000), // clocks may differ
    notAfterDate: new Date(now + YEARS * 365 * 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
