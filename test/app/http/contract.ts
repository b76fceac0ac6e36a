import { z } from 'zod';

type Schema = Record<string, unknown>;
interface Operation {
  readonly 'x-who': readonly string[];
  readonly summary: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: Record<string, { readonly schema: Schema }>;
  };
  readonly responses: Record<
    string,
    { readonly content?: Record<string, { readonly schema: Schema }> }
  >;
}
export interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}
export interface DocumentedRoute {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The published document, to check answers against. */
export class Contract {
  readonly routes: readonly DocumentedRoute[];
  private readonly known = new WeakMap<Schema, z.ZodType>();

  constructor(readonly document: Document) {
    // The socket is a path of the document too, but not an exchange of request and answer.
    const exchanges = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/'));
    this.routes = exchanges.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation,
      })),
    );
  }

  /** The route of a request: literal segments win over parameters. */
  find(method: string, path: string): DocumentedRoute | undefined {
    const given = path.split('?')[0].split('/');
    const fits = (route: DocumentedRoute) => {
      const parts = route.path.split('/');
      return (
        parts.length === given.length &&
        parts.every((part, index) => part.startsWith('{') || part === given[index])
      );
    };
    return this.routes
      .filter((route) => route.method === method && fits(route))
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
  }

  /** How a value violates a JSON schema of the document: one sentence per violation. */
  faults(schema: Schema, value: unknown): readonly string[] {
    const result = this.read(schema).safeParse(value);
    return result.success
      ? []
      : result.error.issues.map(
          (issue) => `${issue.path.join('.') || 'the answer'}: ${issue.message}`,
        );
  }

  private read(schema: Schema): z.ZodType {
    const known = this.known.get(schema);
    if (known) return known;
    const text = JSON.stringify({ ...schema, $defs: this.document.components.schemas }).replaceAll(
      '#/components/schemas/',
      '#/$defs/',
    );
    const read = z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
    this.known.set(schema, read);
    return read;
  }

  /** Throws unless the answer is documented for the route. */
  check(method: string, path: string, status: number, type: string, body: unknown): void {
    const route = this.find(method, path);
    const answer =
      route?.operation.responses[String(status)] ??
      (status === 500 ? route?.operation.responses.default : undefined);
    if (!route || !answer) {
      // An unsupported method or a missing length is refused before any route.
      const before = !route || status === 405 || status === 408 || status === 431;
      if ((status < 400 || !before) && path.startsWith('/api/')) {
        throw new Error(`${method} ${path} answered ${status}, which /openapi.json does not know`);
      }
      return;
    }
    const content = answer.content?.[type.split(';')[0]];
    if (!content) {
      if (body !== undefined) {
        throw new Error(
          `${method} ${route.path} answered ${status} as ${type}, which /openapi.json does ` +
            'not know',
        );
      }
      return;
    }
    if (!/json/.test(type)) return;
    const faults = this.faults(content.schema, body);
    if (faults.length) {
      throw new Error(
        `${method} ${route.path} answered ${status} against its schema:\n  ` +
          `${faults.join('\n  ')}\n${JSON.stringify(body).slice(0, 2000)}`,
      );
    }
  }
}
