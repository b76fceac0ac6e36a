import { demoSignIn } from '../../../../src/app/http/serve/demo';

/** Links that sign in without a password are only for people at this machine. */

const opened: string[] = [];
const deps = {
  demo: { token: 'printed' },
  secure: false,
  signIn: {
    withoutPassword: async (username: string) => {
      opened.push(username);
      return { token: 'session', staff: { role: 'admin' } };
    },
  },
} as unknown as Parameters<typeof demoSignIn>[0];
const from = (address: string, token = 'printed') =>
  demoSignIn(deps, { as: 'admin-1', token }, address);

beforeEach(() => {
  opened.length = 0;
});

test.each(['127.0.0.1', '127.9.9.9', '::1'])('from %s it signs in', async (address) => {
  expect(await from(address)).toMatchObject({ status: 303 });
  expect(opened).toEqual(['admin-1']);
});

test.each(['192.168.0.7', '203.0.113.5', '128.0.0.1', '::2', '::1:1', '10.127.0.1', ''])(
  'from "%s" it finds nothing, even with the right token',
  async (address) => {
    await expect(from(address)).rejects.toMatchObject({ status: 404 });
    expect(opened).toEqual([]);
  },
);
