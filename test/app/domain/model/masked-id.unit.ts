import { maskedId } from '../../../../src/app/domain/model/masked-id';

test.each([
  ['12345678-5', '••.•••.678-5'],
  ['7654321-6', '•.•••.321-6'],
  ['20347878-K', '••.•••.878-K'],
  ['100000000-7', '•••.•••.000-7'],
  ['P1234567', '•••••567'],
  ['AB12', '••12'],
])('%s is shown as %s', (nationalId, masked) => {
  expect(maskedId(nationalId)).toBe(masked);
});
