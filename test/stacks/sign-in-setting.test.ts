import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ENV } from '../../src/contract';
import { makeApp } from '../../src/stacks/make-app';
import { readSettings } from '../../src/stacks/settings';
import { anyApp, only, refusal, resources } from '../constructs/synthesized';

/** The bank's own sign-in as a setting: what reaches the app, and what is refused beforehand. */

const oidcSecret = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:Oidc-AbCdEf';
const given = {
  issuer: 'https://login.bank.cl/realms/staff',
  clientId: 'ticketero',
  groups: [
    { group: 'turnos-admin', role: 'admin', branches: 'all' },
    { group: 'turnos-1', role: 'advisor', branches: ['1'] },
  ],
  strong: ['mfa'],
  passwords: 'administrators',
};
const oidc = JSON.stringify(given);
const make = (context: Record<string, string>) =>
  makeApp({ phase: 'pilot', ...context }, { ticketApp: anyApp(), unchecked: true });

interface Container {
  readonly Name: string;
  readonly Environment: { readonly Name: string; readonly Value: unknown }[];
  readonly Secrets: { readonly Name: string; readonly ValueFrom: unknown }[];
}

test('it reaches the app as written, and its secret by its whole ARN', () => {
  const of = Template.fromStack(make({ oidc, oidcSecret }).stack);
  const { ContainerDefinitions } = only(of, 'AWS::ECS::TaskDefinition') as never as {
    ContainerDefinitions: Container[];
  };
  const app = ContainerDefinitions.find(({ Name }) => Name === 'app')!;
  const variable = app.Environment.find(({ Name }) => Name === ENV.OIDC);
  expect(JSON.parse(String(variable?.Value))).toEqual(given);
  const secret = app.Secrets.find(({ Name }) => Name === ENV.OIDC_CLIENT_SECRET);
  expect(secret?.ValueFrom).toBe(oidcSecret);
  expect(JSON.stringify(resources(of, 'AWS::IAM::ManagedPolicy'))).toContain(oidcSecret);
});

test.each([
  [{ oidc }, /oidc is given without oidcSecret/],
  [{ oidcSecret }, /oidcSecret is given without oidc/],
  [{ oidc: 'yes', oidcSecret }, /oidc is "yes"; give an object such as/],
  [{ oidc: '{"issuer": "https://x.cl"}', oidcSecret }, /clientId is missing/],
  [{ oidc: oidc.replace('strong', 'srong'), oidcSecret }, /srong is not known; the fields are/],
])('%j is refused before anything is created', (context, said) => {
  const scope = new App({ context: { phase: 'pilot', ...context }, analyticsReporting: false });
  expect(() => readSettings(scope)).toThrow(said);
});

test('what the app would refuse is refused at synth, with the value and what to do', () => {
  const wrong = {
    ...given,
    issuer: 'http://login.bank.cl',
    groups: [{ group: 'a', role: 'boss', branches: 'all' }],
  };
  const context = { oidc: JSON.stringify(wrong), oidcSecret, egress: 'none' };
  const said = refusal(make(context).app);
  expect(said).toMatch(/staffSignIn.issuer is "http:\/\/login.bank.cl"/);
  expect(said).toMatch(/groups\[0\].role is "boss"/);
  expect(said).toMatch(/staffSignIn is given and egress is none/);
});
