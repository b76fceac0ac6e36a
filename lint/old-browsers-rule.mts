import type { Rule } from 'eslint';

/**
 * What the oldest browsers of `docs/browsers.md` lack and the compiler cannot catch: web APIs, and
 * language APIs that Node's types declare. (The compiler refuses the rest: pages are checked
 * against the library of ES2019.)
 */
const LACKING: readonly (readonly [object: string | undefined, member: string, instead: string])[] =
  [
    ['AbortSignal', 'timeout', 'abortAfter'],
    ['AbortSignal', 'any', 'one AbortController'],
    ['crypto', 'randomUUID', 'randomId'],
    ['Promise', 'allSettled', 'Promise.all of promises that do not fail'],
    ['Promise', 'any', 'a loop'],
    ['Intl', 'ListFormat', 'a text with placeholders'],
    ['Intl', 'DisplayNames', 'a text'],
    ['Intl', 'Segmenter', 'Array.from'],
    ['CSS', 'registerProperty', 'a plain custom property'],
    [undefined, 'matchAll', 'exec in a loop, or replace with a function'],
    [undefined, 'replaceChildren', 'textContent and append'],
    [undefined, 'checkVisibility', 'getClientRects'],
    [undefined, 'showPopover', 'an element of its own'],
    [undefined, 'scrollIntoViewIfNeeded', 'scrollIntoView'],
    [undefined, 'requestSubmit', 'a click on the button'],
  ];
const GLOBALS: Readonly<Record<string, string>> = {
  structuredClone: 'a spread',
  requestIdleCallback: 'setTimeout',
  ResizeObserver: "window's resize event",
  BroadcastChannel: "localStorage's storage event",
  CompressionStream: 'the server',
  WeakRef: 'a Map with a limit',
  AggregateError: 'Error',
};

/** Pages use only what every supported browser has. */
export const oldBrowsersRule: Rule.RuleModule = {
  create(context) {
    const refuse = (node: Rule.Node, what: string, instead: string) =>
      context.report({
        node,
        message: `${what} is missing in browsers of docs/browsers.md: use ${instead}`,
      });
    return {
      MemberExpression(node) {
        const { object, property, computed } = node;
        if (computed || property.type !== 'Identifier') return;
        const of = object.type === 'Identifier' ? object.name : undefined;
        const found = LACKING.find(
          ([owner, member]) => member === property.name && (owner === undefined || owner === of),
        );
        if (found) refuse(node, `${of ?? ''}.${property.name}`, found[2]);
      },
      Identifier(node) {
        const { parent } = node;
        if (parent.type === 'MemberExpression' && parent.property === node) return;
        if (Object.hasOwn(GLOBALS, node.name)) refuse(node, node.name, GLOBALS[node.name]);
      },
    };
  },
};
