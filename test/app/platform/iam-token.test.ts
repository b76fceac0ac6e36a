import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { iamTokens } from '../../../src/app/db/connect/iam-auth';
import { sha256, signatureOf } from './sigv4';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const HOST = 'db.example.eu-west-1.rds.amazonaws.com';

describe('the reference signer these tests compare with', () => {
  it('reproduces the example of the Amazon S3 documentation on query parameters', () => {
    expect(
      signatureOf(
        {
          method: 'GET',
          path: '/test.txt',
          headers: [['host', 'examplebucket.s3.amazonaws.com']],
          payload: 'UNSIGNED-PAYLOAD',
          date: '20130524T000000Z',
          region: 'us-east-1',
          service: 's3',
          query: [
            ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
            ['X-Amz-Credential', 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'],
            ['X-Amz-Date', '20130524T000000Z'],
            ['X-Amz-Expires', '86400'],
            ['X-Amz-SignedHeaders', 'host'],
          ],
        },
        SECRET,
      ),
    ).toBe('aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
  });
});

describe('DATABASE_AUTH=iam in a task', () => {
  let endpoint: Server;
  let asked = 0;
  const before = { ...process.env };
  beforeAll(async () => {
    // What the ECS agent answers at the address in the task's environment.
    endpoint = createServer((_, response) => {
      asked += 1;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          RoleArn: 'arn:aws:iam::123456789012:role/task',
          AccessKeyId: 'ASIAEXAMPLE',
          SecretAccessKey: SECRET,
          Token: 'session/token+text==',
          Expiration: new Date(Date.now() + 6 * 3_600_000).toISOString(),
        }),
      );
    });
    await new Promise<void>((resolve) => {
      endpoint.listen(0, '127.0.0.1', resolve);
    });
    for (const name of Object.keys(process.env).filter((each) => each.startsWith('AWS_'))) {
      delete process.env[name];
    }
    const { port } = endpoint.address() as AddressInfo;
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/v2/credentials`,
      AWS_EC2_METADATA_DISABLED: 'true',
    });
  });
  afterAll(() => {
    for (const name of Object.keys(process.env).filter((each) => each.startsWith('AWS_'))) {
      delete process.env[name];
    }
    Object.assign(process.env, before);
    endpoint.close();
    endpoint.closeAllConnections();
  });

  it('signs a 15-minute token with the task role, the same as the reference signer', async () => {
    const password = iamTokens(`postgresql://ticketero_app@${HOST}:5433/ticketero`);
    const token = await password();
    const url = new URL(`https://${token}`);
    const query = Object.fromEntries(url.searchParams);
    expect(url.host).toBe(`${HOST}:5433`);
    expect(query).toMatchObject({
      Action: 'connect',
      DBUser: 'ticketero_app',
      'X-Amz-Expires': '900',
      'X-Amz-Security-Token': 'session/token+text==',
      'X-Amz-SignedHeaders': 'host',
    });
    expect(query['X-Amz-Credential']).toBe(
      `ASIAEXAMPLE/${query['X-Amz-Date'].slice(0, 8)}/eu-west-1/rds-db/aws4_request`,
    );
    const { 'X-Amz-Signature': signature, ...signed } = query;
    const right = {
      method: 'GET',
      path: '/',
      query: Object.entries(signed),
      headers: [['host', url.host]] as const,
      payload: sha256(''),
      date: query['X-Amz-Date'],
      region: 'eu-west-1',
      service: 'rds-db',
    };
    expect(signature).toBe(signatureOf(right, SECRET));
    expect(signature).not.toBe(
      signatureOf(
        { ...right, query: Object.entries({ ...signed, DBUser: 'ticketero_admin' }) },
        SECRET,
      ),
    );
  });

  it('asks for credentials once, not for every connection', async () => {
    const password = iamTokens(`postgresql://ticketero_app@${HOST}:5433/ticketero`);
    asked = 0;
    await password();
    await Promise.all(Array.from({ length: 20 }, password));
    expect(asked).toBe(1);
  });
});
