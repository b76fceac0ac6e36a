/**
 * A bank's identity provider: `oidc-provider`, certified by the OpenID Foundation, with people
 * created by a test, and answers falsified by it. Arguments: its port (0: any), and where browsers
 * return to. The header `x-login`, or its page's form, names the person who signs in.
 */
import { createServer } from 'node:http';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import Provider from 'oidc-provider';

const [port, ...redirects] = process.argv.slice(2);
const server = createServer((request, response) => handle(request, response));
await new Promise((ready) => server.listen(Number(port), ready));
const ISSUER = `http://localhost:${server.address().port}`;
const KEY = { alg: 'RS256', kid: 'bank' };

const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const stranger = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(privateKey)), use: 'sig', ...KEY };

/** People by subject: claims, methods, and whether they have left. */
const people = new Map();
/**
 * What a test has configured: where the back channel leads, what is falsified, whether it is down.
 */
const state = { deliverTo: '', spoil: null, away: false, refreshes: 0 };

const provider = new Provider(ISSUER, {
  clients: [
    {
      client_id: 'ticketero',
      client_secret: 'a-secret-of-the-provider',
      redirect_uris: redirects,
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_post',
      backchannel_logout_uri: 'https://turnos.bank.example/api/sessions/oidc/logout',
      backchannel_logout_session_required: true,
    },
  ],
  jwks: { keys: [jwk] },
  cookies: { keys: ['for-tests-only'] },
  // In the ID token, as Entra ID, Keycloak and Cognito do.
  conformIdTokenClaims: false,
  claims: {
    openid: ['sub', 'groups', 'amr', 'hasgroups'],
    profile: ['preferred_username', 'given_name', 'name'],
    acr: null,
    auth_time: null,
    iss: null,
    sid: null,
  },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    userinfo: { enabled: true },
  },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
  loadExistingGrant: async (ctx) => {
    const held = ctx.oidc.session.grantIdFor(ctx.oidc.client.clientId);
    if (held) return ctx.oidc.provider.Grant.find(held);
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
  findAccount: async (_, sub) => {
    const person = people.get(sub);
    if (!person || person.left) return undefined;
    return { accountId: sub, claims: async () => ({ sub, ...person.claims }) };
  },
  // The back channel leads to the instance chosen by the test.
  fetch: (url, { method, headers, body }) =>
    fetch(String(url).replace('https://turnos.bank.example', state.deliverTo), {
      ...{ method, headers, body },
      redirect: 'manual',
    }),
});

const readBody = async (request) => {
  let text = '';
  for await (const part of request) text += part;
  return text;
};
const json = (response, value, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};

const login = (request, response, sub) =>
  provider.interactionFinished(request, response, {
    login: { accountId: sub, amr: people.get(sub)?.methods ?? ['pwd'], remember: true },
  });

async function interaction(request, response) {
  const typed = new URLSearchParams(await readBody(request)).get('sub');
  const sub = typed ?? request.headers['x-login'];
  if (sub === 'nobody') {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  if (sub) return login(request, response, String(sub));
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    '<!doctype html><title>Banco</title><form method="post">' +
      '<label>Usuario <input name="sub"></label><button>Entrar</button></form>',
  );
}

async function control(request, response) {
  const asked = JSON.parse((await readBody(request)) || '{}');
  for (const [sub, person] of Object.entries(asked.people ?? {})) people.set(sub, person);
  Object.assign(state, asked.state ?? {});
  if (asked.sign) {
    const { payload, header = {}, by = 'bank' } = asked.sign;
    const token = await new SignJWT(payload)
      .setProtectedHeader({ ...KEY, typ: 'logout+jwt', ...header })
      .sign(by === 'bank' ? privateKey : stranger.privateKey);
    return json(response, { token });
  }
  if (asked.logout) {
    const client = await provider.Client.find('ticketero');
    const sent = client.backchannelLogout(asked.logout.sub, asked.logout.sid);
    return json(response, {
      failed: await sent.then(
        () => null,
        (error) => error.message,
      ),
    });
  }
  return json(response, { refreshes: state.refreshes, issuer: ISSUER });
}

const callback = provider.callback();

/** The answer to a code, with an ID token as from a hostile or broken provider. */
function spoilt(response) {
  const end = response.end.bind(response);
  response.end = (chunk, ...rest) => {
    void (async () => {
      const body = JSON.parse(String(chunk));
      const claims = decodeJwt(body.id_token);
      const { by, drop, ...other } = state.spoil;
      for (const name of drop ?? []) delete claims[name];
      body.id_token = await new SignJWT({ ...claims, ...other })
        .setProtectedHeader(KEY)
        .sign(by === 'stranger' ? stranger.privateKey : privateKey);
      const text = JSON.stringify(body);
      response.setHeader('content-length', Buffer.byteLength(text));
      end(text, ...rest);
    })();
    return response;
  };
}

function handle(request, response) {
  const failed = (error) => json(response, { error: String(error) }, 500);
  if (request.url.startsWith('/control')) return control(request, response).catch(failed);
  if (state.away) return json(response, { error: 'temporarily_unavailable' }, 503);
  if (request.url.startsWith('/interaction/')) return interaction(request, response).catch(failed);
  if (request.url.startsWith('/token')) {
    state.refreshes++;
    if (state.spoil) spoilt(response);
  }
  return callback(request, response);
}
process.stdout.write(`READY ${ISSUER}\n`);
