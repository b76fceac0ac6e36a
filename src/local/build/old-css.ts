/**
 * What the oldest browsers of `docs/browsers.md` need in style sheets and the minifier does not
 * add: it lowers colours, nesting and logical positions, but not these.
 */

/** The part of PostCSS that is used here; vite provides it. */
interface Declaration {
  readonly prop: string;
  value: string;
  /** Where it is in the source; vite needs this on every node that is created. */
  source?: object;
  cloneBefore(changed: { prop?: string; value: string }): unknown;
  remove(): unknown;
}
interface Rule {
  readonly selector: string;
  readonly source?: object;
  selectors: string[];
  walkDecls(visit: (declaration: Declaration) => void): unknown;
  cloneAfter(changed: { selectors: string[] }): Rule;
  clone(): Rule;
  after(other: unknown): unknown;
  removeAll(): unknown;
  append(declaration: { prop: string; value: string }): unknown;
}
interface Helpers {
  readonly AtRule: new (given: { name: string; params: string }) => {
    source?: object;
    append(rule: unknown): unknown;
  };
}
interface Sheet {
  walkRules(visit: (rule: Rule) => void): unknown;
}

/**
 * A class of the root element in browsers that support gaps only in grids; `start-page.tsx` sets
 * it.
 */
const NO_FLEX_GAP = 'no-flex-gap';

const SIDES: Readonly<Record<string, readonly [string, string]>> = {
  block: ['top', 'bottom'],
  inline: ['left', 'right'],
};

/** `a b` outside of brackets. */
const parts = (value: string): readonly string[] =>
  value.match(/(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];

/** Chrome before 87 and Safari before 14.1 lack shorthands such as `padding-block`. */
function physical(declaration: Declaration): void {
  const [, of, axis] = /^(padding|margin)-(block|inline)$/.exec(declaration.prop) ?? [];
  if (!of) return;
  const [first, last = first] = parts(declaration.value);
  const [from, to] =
    axis === 'inline' && first !== last ? ['inline-start', 'inline-end'] : SIDES[axis];
  declaration.cloneBefore({ prop: `${of}-${from}`, value: first });
  declaration.cloneBefore({ prop: `${of}-${to}`, value: last });
  declaration.remove();
}

/**
 * Chrome before 108 and Safari before 15.4 lack `dvh`. It goes into an `@supports` rule, since the
 * minifier drops the first of two declarations.
 */
function plainHeight(rule: Rule, { AtRule }: Helpers): void {
  const newer = rule.clone();
  let found = false;
  newer.walkDecls((declaration) => {
    if (/\ddvh\b/.test(declaration.value)) found = true;
    else declaration.remove();
  });
  if (!found) return;
  rule.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(/(\d)dvh\b/g, '$1vh');
  });
  const asked = new AtRule({ name: 'supports', params: '(height: 1dvh)' });
  asked.source = rule.source;
  asked.append(newer);
  rule.after(asked);
}

interface Box {
  flex?: boolean;
  column?: boolean;
  wrap?: boolean;
}

function boxOf(rule: Rule, known: Box = {}): Box & { readonly gap?: string } {
  const box: Box & { gap?: string } = { ...known };
  rule.walkDecls(({ prop, value }) => {
    if (prop === 'display') box.flex = /flex/.test(value);
    if (prop === 'flex-direction') box.column = value.startsWith('column');
    if (prop === 'flex-wrap') box.wrap = value.startsWith('wrap');
    if (prop === 'flex-flow') {
      box.column = value.includes('column');
      box.wrap = /\bwrap/.test(value);
    }
    if (prop === 'gap') box.gap = value;
  });
  return box;
}

/** `:root.no-flex-gap .row > :not(:last-child)`. */
const within = (selector: string, which: string): string =>
  (/^(html|:root)/.test(selector)
    ? selector.replace(/^(html|:root)/, `$1.${NO_FLEX_GAP}`)
    : `.${NO_FLEX_GAP} ${selector}`) + ` > ${which}`;

/** Chrome before 84 and Safari before 14.1 lack `gap` in flex boxes: margins stand in for it. */
function margins(rule: Rule, { flex, column, wrap, gap }: ReturnType<typeof boxOf>): void {
  if (!flex || gap === undefined) return;
  const [rows, columns = rows] = parts(gap);
  // an icon before bare text is the last element, but not the last item
  const which = wrap ? ['*'] : [':not(:last-child)', 'svg:first-child'];
  const made = rule.cloneAfter({
    selectors: rule.selectors.flatMap((each) => which.map((child) => within(each, child))),
  });
  made.removeAll();
  if (column || wrap) made.append({ prop: 'margin-bottom', value: rows });
  if (!column) made.append({ prop: 'margin-inline-end', value: columns });
  made.walkDecls((declaration) => {
    declaration.source = rule.source;
  });
}

export const oldCss = {
  postcssPlugin: 'old-css',
  OnceExit(sheet: Sheet, helpers: Helpers): void {
    const rules: Rule[] = [];
    const known = new Map<string, Box>();
    sheet.walkRules((rule) => {
      rules.push(rule);
      rule.walkDecls(physical);
    });
    for (const rule of rules) plainHeight(rule, helpers);
    for (const rule of rules) {
      const { gap: _, ...box } = boxOf(rule, known.get(rule.selector));
      known.set(rule.selector, box);
    }
    // a rule that only changes the gap, for a narrow screen, is about the box as declared before
    for (const rule of rules) margins(rule, boxOf(rule, known.get(rule.selector)));
  },
};
