import { answerDue } from '../../../../src/app/domain/model/rights';

test('the bank has 30 consecutive days to answer, whatever the clocks do', () => {
  const asked = Date.parse('2027-03-20T15:00:00Z');
  expect(new Date(answerDue(asked)).toISOString()).toBe('2027-04-19T15:00:00.000Z');
});
