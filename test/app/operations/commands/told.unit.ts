import { TOLD } from '../../../../src/app/operations/commands/told';
import { event } from '../../../../src/app/wire/facts';

/** The members of each ticket event that people who ask for their data do not get, and why. */
const apart: Readonly<Record<string, string>> = {
  type: 'told as `what` of the entry',
  ticket: 'told as `ticket` of the entry',
  number: 'told with the ticket',
  day: 'told with the ticket',
  language: 'told with the ticket',
  customer: 'told as `customer` of the whole answer',
  note: 'an id; the words are told as `notes`',
  remark: 'an id; the words are told as `remarks`',
  delivery: 'an id; told as `messages`',
  about: 'told as `about` of `messages`',
  link: 'an id; the address is told as `contacts`',
  n: 'how the app counts numbers of a queue',
  due: 'how the app orders the line',
  deferred: 'whether it was in line: how the app orders it; the request for more time is told',
  was: 'the previous state, which earlier entries tell',
  again: "the row's previous state, which earlier entries tell",
  endedAt: 'about what was undone: the entry of that end has the instant',
  approaching: 'how the app chooses its words',
  foretold: 'the basis of the estimate, which is told',
  attempts: 'how the app sends',
  inTarget: 'how the bank measures itself',
  courtesyMs: 'how the bank measures itself',
  left: 'whether the app learns from it',
  late: "whether the day's figures still included it",
  held: "the advisor's other tickets: about them",
  advisor: 'who served: about them',
  heldBy: 'who served: about them',
  wish: 'which advisor somebody waited for: about them, too',
  serves: 'which queues the advisor serves: about them',
  why: 'the customers they overtook: about others',
};

const members = new Set(
  event.shape.fact.options.flatMap(({ shape }) => ('ticket' in shape ? Object.keys(shape) : [])),
);

test('each member of what happens to tickets is told, or left out for a reason', () => {
  expect([...members].filter((name) => !TOLD.has(name) && !(name in apart))).toEqual([]);
});

test('nothing is listed that no event has, or that is in both lists', () => {
  const listed = [...TOLD, ...Object.keys(apart)];
  expect(listed.filter((name) => !members.has(name))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});
