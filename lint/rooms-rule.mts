import { dirname } from 'node:path';
import type { Rule } from 'eslint';
import { below, homeOf, permission } from './floor-plan.mts';
import type { Room } from './rooms/room.mts';

/** What the rule reads of a node that names a module: an import, a re-export, an import type. */
interface Naming {
  readonly source?: { readonly type: string; readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly Naming[];
}

const isType = (node: Naming) => node.importKind === 'type' || node.exportKind === 'type';

const namesOnlyTypes = ({ specifiers = [], ...node }: Naming) =>
  isType(node) || (specifiers.length > 0 && specifiers.every(isType));

/** Every way to name a module, and whether it can only be for types. */
const ways: readonly (readonly [type: string, typesOnly: (node: Naming) => boolean])[] = [
  ['ImportDeclaration', namesOnlyTypes],
  ['ExportNamedDeclaration', namesOnlyTypes],
  ['ExportAllDeclaration', namesOnlyTypes],
  ['ImportExpression', () => false],
  ['TSImportType', () => true],
];

/** Refuses every import that the importer's row in rooms/ does not permit. */
export const roomsRule: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = below(context.filename);
    if (file === undefined) return {};
    const room = homeOf(file);
    return room === undefined ? homeless(context, file) : checked(context, file, room);
  },
};

const homeless = (context: Rule.RuleContext, file: string): Rule.RuleListener => ({
  Program: (node) =>
    context.report({
      node,
      message: `src/${dirname(file)} is not a room: give it a row in lint/rooms/`,
    }),
});

function checked(context: Rule.RuleContext, file: string, room: Room): Rule.RuleListener {
  const listener = (typesOnly: (node: Naming) => boolean) => (node: Rule.Node) => {
    const naming = node as unknown as Naming;
    // A computed name cannot be checked; the sources have none.
    if (typeof naming.source?.value !== 'string') return;
    const from = { specifier: naming.source.value, typesOnly: typesOnly(naming) };
    const answer = permission(room, file, from);
    if ('refusal' in answer) context.report({ node, message: answer.refusal });
  };
  return Object.fromEntries(ways.map(([type, typesOnly]) => [type, listener(typesOnly)]));
}
