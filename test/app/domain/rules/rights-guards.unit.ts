import { moduleAt, withoutGuard } from '../../../support/without-guard';

/** What the rights of persons refuse. With a guard taken out, its refusal no longer comes. */

type Rules = typeof import('../../../../src/app/domain/rules/rights');
type Decision = Parameters<Rules['mayAsk']>[0];
const FILE = 'src/app/domain/rules/rights.ts';
const rules = () => moduleAt<Rules>(FILE);
const DUE = Date.parse('2026-12-26T12:00:00Z');
const seen = (existing: object, now = DUE - 1) => ({ slice: { existing }, now }) as Decision;
const code = (story: () => void) => {
  try {
    story();
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
  return 'allowed';
};

const open = { request: 'open', requestDue: DUE, requestExtended: false };
const cases = [
  {
    what: 'a right is requested again while the bank has not answered',
    guard: 'if (!slice.existing?.askedAlready) return;',
    instead: 'return;',
    refused: 'already_asked',
    does: ({ mayAsk }: Rules) => mayAsk(seen({ askedAlready: true })),
    fine: ({ mayAsk }: Rules) => mayAsk(seen({ askedAlready: false })),
  },
  {
    what: 'a request that nobody made is answered',
    guard: 'if (state === undefined) {',
    instead: 'if (state === undefined) return;\n  if (state === undefined) {',
    refused: 'unknown_request',
    does: ({ mayAnswer }: Rules) => mayAnswer(seen({}), 'r'),
    fine: ({ mayAnswer }: Rules) => mayAnswer(seen(open), 'r'),
  },
  {
    what: 'a request is answered twice',
    guard: "if (state !== 'open') {",
    instead: 'if (false) {',
    refused: 'already_answered',
    does: ({ mayAnswer }: Rules) => mayAnswer(seen({ ...open, request: 'granted' }), 'r'),
    fine: ({ mayAnswer }: Rules) => mayAnswer(seen(open), 'r'),
  },
  {
    what: 'an answered request gets more time',
    guard: '  mayAnswer(decision, request);\n',
    instead: '',
    refused: 'already_answered',
    does: ({ mayExtend }: Rules) => mayExtend(seen({ ...open, request: 'refused' }), 'r'),
    fine: ({ mayExtend }: Rules) => mayExtend(seen(open), 'r'),
  },
  {
    what: 'more time is taken twice',
    guard: 'if (requestExtended) {',
    instead: 'if (false) {',
    refused: 'already_extended',
    does: ({ mayExtend }: Rules) => mayExtend(seen({ ...open, requestExtended: true }), 'r'),
    fine: ({ mayExtend }: Rules) => mayExtend(seen(open), 'r'),
  },
  {
    what: 'more time is taken after the deadline',
    guard: 'if (requestDue !== undefined && decision.now > requestDue) {',
    instead: 'if (false) {',
    refused: 'overdue',
    does: ({ mayExtend }: Rules) => mayExtend(seen(open, DUE + 1), 'r'),
    fine: ({ mayExtend }: Rules) => mayExtend(seen(open, DUE), 'r'),
  },
  {
    what: 'records of several people are corrected as if they were of one',
    guard: 'if (rows > 1) {',
    instead: 'if (false) {',
    refused: 'several_persons',
    does: ({ mayRectify }: Rules) => mayRectify(seen({}), 2),
    fine: ({ mayRectify }: Rules) => mayRectify(seen({}), 1),
  },
  {
    what: 'a record that changed since it was read is overwritten',
    guard: 'if (slice.existing?.recordChanged) {',
    instead: 'if (false) {',
    refused: 'changed_meanwhile',
    does: ({ mayRectify }: Rules) => mayRectify(seen({ recordChanged: true }), 1),
    fine: ({ mayRectify }: Rules) => mayRectify(seen({ recordChanged: false }), 1),
  },
  {
    what: 'somebody is given another person’s ID',
    guard: 'if (slice.existing?.idTaken) {',
    instead: 'if (false) {',
    refused: 'person_exists',
    does: ({ mayRectify }: Rules) => mayRectify(seen({ idTaken: true }), 1),
    fine: ({ mayRectify }: Rules) => mayRectify(seen({ idTaken: false }), 1),
  },
];

test.each(cases)('refused, and let through without its guard: $what', (each) => {
  const held = rules();
  expect(code(() => each.does(held))).toBe(each.refused);
  expect(code(() => each.fine(held))).toBe('allowed');
  const out = withoutGuard(FILE, each.guard, each.instead, rules);
  expect(code(() => each.does(out))).toBe('allowed');
});
