import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefusal, keptSettings, settingsOf } from '../../src/stacks/command';
import { phaseTemplates } from '../../src/stacks/phase-templates';
import { SettingsError } from '../../src/stacks/settings';
import '../constructs/quick-synth';

test("a command's settings are those given, and a bare name is empty", () => {
  expect(settingsOf(['egress=none', 'environment=A=1,B=2', 'domain'])).toEqual({
    egress: 'none',
    environment: 'A=1,B=2',
    domain: '',
  });
});

test('settings in cdk.json apply to cost and grow as well', () => {
  const here = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-command-'));
  try {
    process.chdir(folder);
    expect(keptSettings()).toEqual({});
    const context = { egress: 'none', environment: { BANK_CODE: '012' } };
    writeFileSync('cdk.json', JSON.stringify({ app: 'x', context }));
    expect(keptSettings()).toEqual(context);
    writeFileSync('cdk.json', '{ "app": "x" }');
    expect(keptSettings()).toEqual({});
  } finally {
    process.chdir(here);
  }
});

test("a user's mistake in a synth is told apart from a fault of the program", () => {
  const refused = Object.assign(new Error('cidr is "x"'), { name: '«ValidationFailedWithErrors»' });
  expect(isRefusal(refused)).toBe(true);
  expect(isRefusal(new SettingsError(['phase is missing']))).toBe(true);
  expect(isRefusal(new TypeError('a bug'))).toBe(false);
});

test('cost and grow take every setting: no internet, no domain, an object of cdk.json', () => {
  const { templates } = phaseTemplates('pilot', {
    egress: 'none',
    domain: '',
    environment: { BANK_CODE: '012' },
  });
  const text = JSON.stringify(templates);
  expect(text).toContain('AWS::EC2::VPCEndpoint');
  expect(text).toContain('{"Name":"BANK_CODE","Value":"012"}');
  expect(text).not.toContain('turnos.example.com');
});
