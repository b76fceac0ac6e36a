import type { Rule } from 'eslint';

type Node = Rule.Node;
type FunctionNode = Extract<
  Node,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;
/** What an arrow function without a block returns. */
type Expression = Exclude<FunctionNode['body'], { type: 'BlockStatement' }>;

const LONGEST = 70;

const lines = (node: Pick<Expression, 'loc'>) =>
  node.loc ? node.loc.end.line - node.loc.start.line + 1 : 0;

/** What a function returns at its end. */
function answerOf({ body }: FunctionNode): Expression | null | undefined {
  if (body.type !== 'BlockStatement') return body;
  const last = body.body.at(-1);
  return last?.type === 'ReturnStatement' ? last.argument : undefined;
}

/** Type annotations around a literal do not make it a statement. */
function literalOf(answer: Expression | null | undefined): Expression | undefined {
  const inner = answer as (Expression & { readonly expression?: Expression }) | null | undefined;
  const bare = inner && 'expression' in inner && inner.expression ? inner.expression : inner;
  return bare?.type === 'ArrayExpression' || bare?.type === 'ObjectExpression' ? bare : undefined;
}

/** `describe('…', () => { … })` lists tests, and so does `describe.each(…)('…', …)`. */
function isDescription(node: Node): boolean {
  const { parent } = node;
  if (parent?.type !== 'CallExpression') return false;
  const { callee } = parent;
  const inner = callee.type === 'CallExpression' ? callee.callee : callee;
  const named = inner.type === 'MemberExpression' ? inner.object : inner;
  return named.type === 'Identifier' && named.name === 'describe';
}

/**
 * A function has at most 70 lines, not counting declarations: the array or object a function ends
 * with, such as a list of routes, counts as one line whatever it holds, and so does a `describe` in
 * a test. The functions inside them are counted separately.
 */
export const functionLengthRule: Rule.RuleModule = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    const check = (node: FunctionNode) => {
      if (isDescription(node)) return;
      const literal = literalOf(answerOf(node));
      const length = lines(node) - (literal ? lines(literal) - 1 : 0);
      if (length <= LONGEST) return;
      context.report({
        node,
        message: `A function has at most ${LONGEST} lines; this has ${length}.`,
      });
    };
    return {
      FunctionDeclaration: check,
      FunctionExpression: check,
      ArrowFunctionExpression: check,
    };
  },
};
