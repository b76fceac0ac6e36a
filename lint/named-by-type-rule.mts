import type { Rule, Scope } from 'eslint';

/** What was done to a thing, or roughly where it is: not what it is. */
const VAGUE = new Set([
  'about',
  'around',
  'asked',
  'asking',
  'doubts',
  'foreseen',
  'given',
  'heard',
  'judged',
  'led',
  'looked',
  'meant',
  'sought',
  'there',
  'told',
  'wanted',
]);

type Identifier = Extract<Rule.Node, { type: 'Identifier' }>;

/** The type a parameter or variable is declared with, if it has a name. */
function typeOf(node: Identifier): string | undefined {
  const { typeAnnotation } = node as Identifier & {
    readonly typeAnnotation?: {
      readonly typeAnnotation: {
        readonly type: string;
        readonly typeName?: { readonly name?: string };
      };
    };
  };
  const type = typeAnnotation?.typeAnnotation;
  return type?.type === 'TSTypeReference' ? type.typeName?.name : undefined;
}

/** Whether the file declares or imports it: `Set` and `Promise` do not say what is inside. */
function isOurs(type: string, from: Scope.Scope): boolean {
  for (let scope: Scope.Scope | null = from; scope; scope = scope.upper) {
    const variable = scope.set.get(type);
    if (variable && variable.defs.length > 0) return type.length > 1;
  }
  return false;
}

/**
 * A parameter or variable of a named type is called after the thing, as its type is: a `Claim` is
 * no `asked`. Members keep such names where events, rows or the wire have them.
 */
export const namedByTypeRule: Rule.RuleModule = {
  meta: { type: 'suggestion', schema: [] },
  create: (context) => ({
    Identifier(node) {
      const type = VAGUE.has(node.name) ? typeOf(node as Identifier) : undefined;
      if (type === undefined || type.toLowerCase().includes(node.name)) return;
      if (!isOurs(type, context.sourceCode.getScope(node))) return;
      context.report({
        node,
        message: `\`${node.name}\` does not say what this ${type} is: name it after its type.`,
      });
    },
  }),
};
