import {
  GroupRule,
  refuseWeakProof,
  refuseWithoutProvider,
  rightsOf,
} from '../../../../src/app/domain/model/provider-rights';

const groups: readonly GroupRule[] = [
  { group: 'heads', role: 'supervisor', branches: ['2'] },
  { group: 'tellers', role: 'advisor', branches: ['1'] },
  { group: 'north', role: 'supervisor', branches: ['3', '1', '9'] },
  { group: 'everywhere', role: 'advisor', branches: 'all' },
];
const rights = (...of: readonly string[]) => rightsOf({ groups }, { groups: of }, ['1', '2', '3']);
const codeOf = (work: () => unknown) => {
  try {
    work();
    return 'allowed';
  } catch (error) {
    return (error as { readonly code?: string }).code;
  }
};

test('the first rule that fits gives the role, and all of that role give branches', () => {
  expect(rights('tellers')).toEqual({ role: 'advisor', branches: ['1'] });
  expect(rights('tellers', 'heads')).toEqual({ role: 'supervisor', branches: ['2'] });
  expect(rights('north', 'heads')).toEqual({ role: 'supervisor', branches: ['1', '2', '3'] });
  expect(rights('everywhere', 'tellers')).toEqual({ role: 'advisor', branches: 'all' });
});

test('nobody gets rights by no group, by too many, or at branches that do not exist', () => {
  expect(codeOf(() => rights('cleaners'))).toBe('no_group');
  expect(codeOf(() => rightsOf({ groups }, { groups: 'absent' }, ['1']))).toBe('no_group');
  expect(codeOf(() => rightsOf({ groups }, { groups: 'too-many' }, ['1']))).toBe('too_many_groups');
  expect(codeOf(() => rightsOf({ groups }, { groups: ['heads'] }, ['1']))).toBe('no_branch');
});

test('a role that needs a second factor gets in only by a value that stands for one', () => {
  const weak = (role: 'admin' | 'advisor', methods: readonly string[], strong = ['mfa']) =>
    codeOf(() => refuseWeakProof(role, methods, { strong, required: ['admin'] }));
  expect(weak('admin', ['pwd', 'mfa'])).toBe('allowed');
  expect(weak('admin', ['pwd'])).toBe('provider_second_factor');
  expect(weak('admin', ['mfa'], [])).toBe('provider_second_factor');
  expect(weak('advisor', ['pwd'])).toBe('allowed');
});

test('where only administrators have passwords, others come in by the provider alone', () => {
  expect(codeOf(() => refuseWithoutProvider('advisor', 'administrators'))).toBe('password_closed');
  expect(codeOf(() => refuseWithoutProvider('admin', 'administrators'))).toBe('allowed');
  expect(codeOf(() => refuseWithoutProvider('advisor', 'everybody'))).toBe('allowed');
  expect(codeOf(() => refuseWithoutProvider('advisor', undefined))).toBe('allowed');
});
