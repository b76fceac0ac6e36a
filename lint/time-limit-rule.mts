import type { Rule } from 'eslint';

type Node = Rule.Node;
type Call = Extract<Node, { type: 'CallExpression' }>;

/** What test/support/patient-environment.cjs gives to every test and hook, ms. */
const PATIENCE_MS = 180_000;

/** Which argument is the limit, by function. */
const PLACES: Readonly<Record<string, number>> = {
  test: 2,
  it: 2,
  beforeAll: 1,
  beforeEach: 1,
  afterAll: 1,
  afterEach: 1,
  'jest.setTimeout': 0,
};

/** `test`, also for `test.each(…)`; `jest.setTimeout`; empty for a callee without a name. */
function nameOf({ callee }: Call): string {
  const inner = callee.type === 'CallExpression' ? callee.callee : callee;
  if (inner.type === 'Identifier') return inner.name;
  if (inner.type !== 'MemberExpression' || inner.object.type !== 'Identifier') return '';
  const { name } = inner.object;
  const member = inner.property.type === 'Identifier' ? inner.property.name : '';
  return name === 'jest' ? `jest.${member}` : name;
}

/** A limit below the one that every test has anyway is not applied, and misleads the reader. */
export const timeLimitRule: Rule.RuleModule = {
  meta: { type: 'suggestion', fixable: 'code', schema: [] },
  create(context) {
    return {
      CallExpression(node) {
        const place = PLACES[nameOf(node)];
        if (place === undefined) return;
        const limit = node.arguments[place];
        if (limit?.type !== 'Literal' || typeof limit.value !== 'number') return;
        if (limit.value > PATIENCE_MS) return;
        context.report({
          node: limit,
          message: `Every test has ${PATIENCE_MS} ms (patient-environment.cjs): leave this out.`,
          fix: (fixer) => {
            if (place === 0) return fixer.remove(node.parent);
            const before = node.arguments[place - 1].range!;
            return fixer.removeRange([before[1], limit.range![1]]);
          },
        });
      },
    };
  },
};
