import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Kinds, usable } from '../../../src/constructs/given/given';
import { Phase } from '../../../src/constructs/phase/phase';
import { phaseProblems } from '../../../src/constructs/phase/phase-problems';
import { KINDS } from '../../../src/constructs/ticketero-kinds';
import { TicketeroProps } from '../../../src/constructs/ticketero-props';

/** Values of the wrong kind, as given by somebody without a compiler. */
const strangers = [null, 'no such thing', true, 5, NaN, [null], [5], { a: 1 }, () => 1];
const names = Object.keys(KINDS) as (keyof TicketeroProps)[];
const problemsOf = (props: object) =>
  usable(props as TicketeroProps, { ...KINDS, phase: KINDS.app } as Kinds<TicketeroProps>).problems;

test.each(names)(
  '%s of the wrong kind is refused with its name, its value and what to give',
  (name) => {
    const refused = strangers.filter((value) => {
      const [said] = problemsOf({ [name]: value });
      if (said === undefined) return false;
      expect(said).toMatch(new RegExp(`^${name} is .+; give .+`));
      return true;
    });
    // for each of them, something that is not an object, or is one, is the wrong kind
    expect(refused).toContain(null);
    expect(refused.length).toBeGreaterThanOrEqual(5);
  },
);

test('refused values are not passed on; the rest is', () => {
  const given = { phase: Phase.PILOT, cidr: 5, alarmEmail: 'oncall@bank.cl', messages: 'no' };
  const { props, problems } = usable(given as never as TicketeroProps, KINDS);
  expect(props).toEqual({ phase: Phase.PILOT, alarmEmail: 'oncall@bank.cl' });
  expect(problems).toEqual([
    'cidr is 5; give text, or leave it out',
    'messages is "no"; give true or false, or leave it out',
  ]);
});

test('a deployment without a phase, or with just its name', () => {
  expect(usable({} as TicketeroProps, KINDS).problems).toEqual([
    expect.stringMatching(/^phase is missing; give Phase\.PILOT, .* or Phase\.custom\(\)$/),
  ]);
  expect(usable({ phase: 'pilot' } as never as TicketeroProps, KINDS).problems).toEqual([
    expect.stringMatching(/^phase is "pilot"; give Phase\.PILOT, .* or Phase\.custom\(\)$/),
  ]);
});

test('a CloudFormation parameter is accepted where the template does not depend on it', () => {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Bank');
  const asText = new CfnParameter(stack, 'Text').valueAsString;
  const asNumber = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
  const asList = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;
  expect(problemsOf({ alarmEmail: asText, originPrefixList: asText })).toEqual([]);
  expect(
    problemsOf({ cidr: asText, viewerRateLimit: asNumber, staffCidrs: asList }).sort(),
  ).toEqual([
    'cidr is known only while deploying, and the template depends on it; give text',
    'staffCidrs is known only while deploying, and the template depends on it; ' +
      'give a list of texts',
    'viewerRateLimit is known only while deploying, and the template depends on it; ' +
      'give a number',
  ]);
  expect(phaseProblems(Phase.custom({ hostsMax: asNumber }))).toEqual([
    'phase custom: hostsMax is known only while deploying, and the template depends on it; ' +
      'give a number',
  ]);
});

test('numbers outside an enumeration, and its members', () => {
  expect(problemsOf({ logRetention: 17 })).toEqual([
    'logRetention is 17; give RetentionDays.ONE_MONTH or another RetentionDays, or leave it out',
  ]);
  expect(problemsOf({ logRetention: RetentionDays.ONE_DAY })).toEqual([]);
  expect(problemsOf({ auditRetention: Duration.days(3) })).toEqual([]);
});

test.each([
  [{ hostsMax: NaN }, /hostsMax is NaN; give a whole number of 1 or more/],
  [{ hostsMax: 2.5 }, /hostsMax is 2\.5; give a whole number/],
  [{ hostsMax: Infinity }, /hostsMax is Infinity; give a whole number/],
  [{ hostsMax: 1e12 }, /hostsMax is 1000000000000; give 5000 at most/],
  [{ tasksMax: 1.5 }, /tasksMax is 1\.5; give a whole number/],
  [{ monthlyBudget: Infinity }, /monthlyBudget is Infinity; give an amount of US dollars above 0/],
  [{ cacheEngine: 'memcached' }, /cacheEngine is "memcached"; give CacheEngine\.VALKEY or/],
  [{ hostInstanceType: 't4g.small' }, /hostInstanceType is "t4g\.small"; give an instance type/],
  [{ databaseMultiAz: 'false' }, /databaseMultiAz is "false"; give true or false/],
  [{ name: '' }, /name is "", of 0 characters; give letters/],
  [{ name: 'x'.repeat(3000) }, /of 3000 characters; give letters, .* 40 at most/],
  [{ name: 'one\ntwo' }, /name is "one\\ntwo"/],
  [{ egress: { kind: 'none', count: NaN } }, /egress\.count is NaN; give 1 to 3/],
])('a custom phase with %j', (sizes, said) => {
  expect(phaseProblems(Phase.custom(sizes as never)).join('\n')).toMatch(said);
});
