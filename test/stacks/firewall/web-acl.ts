import { Template } from 'aws-cdk-lib/assertions';
import { resources } from '../../constructs/synthesized';

/** A request as AWS WAF sees it: the path and the query as they were sent. */
export interface WebRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The country of the viewer's address. */
  readonly country?: string;
}

type Node = Readonly<Record<string, never>>;

/** Whether a synthesized statement holds, as AWS WAF evaluates it outside every listed network. */
export function matches(statement: Node, request: WebRequest): boolean {
  const [[kind, value]] = Object.entries(statement) as [string, Node][];
  switch (kind) {
    case 'AndStatement':
      return (value.Statements as Node[]).every((each) => matches(each, request));
    case 'OrStatement':
      return (value.Statements as Node[]).some((each) => matches(each, request));
    case 'NotStatement':
      return !matches(value.Statement, request);
    case 'IPSetReferenceStatement':
      return false;
    case 'GeoMatchStatement':
      return (value.CountryCodes as string[]).includes(request.country ?? 'ZZ');
    case 'RegexMatchStatement':
      return new RegExp(value.RegexString).test(field(value, request));
    case 'ByteMatchStatement': {
      const [text, wanted] = [field(value, request), value.SearchString as string];
      const position = value.PositionalConstraint as string;
      if (position === 'EXACTLY') return text === wanted;
      if (position === 'STARTS_WITH') return text.startsWith(wanted);
      throw new Error(`no rule compares ${position}`);
    }
    default:
      throw new Error(`no rule is a ${kind}`);
  }
}

/** The part of a request that a statement inspects, transformed as it says. */
function field(value: Node, { method, path, query }: WebRequest): string {
  const [name] = Object.keys(value.FieldToMatch);
  const parts: Record<string, string> = { UriPath: path, Method: method, QueryString: query };
  return (value.TextTransformations as { Type: string }[]).reduce((text, { Type }) => {
    if (Type === 'NONE') return text;
    if (Type === 'LOWERCASE') return text.toLowerCase();
    throw new Error(`no rule transforms by ${Type}`);
  }, parts[name]);
}

/** A rule's statement by name; for a rate rule, the one that selects what is counted. */
export function statementOf(template: Template, rule: string): Node {
  interface Rule {
    readonly Name: string;
    readonly Statement: { readonly RateBasedStatement?: { readonly ScopeDownStatement: Node } };
  }
  const found = Object.values(resources(template, 'AWS::WAFv2::WebACL'))
    .flatMap(({ Properties }) => Properties.Rules as Rule[])
    .find(({ Name }) => Name === rule)!;
  return found.Statement.RateBasedStatement?.ScopeDownStatement ?? (found.Statement as never);
}
