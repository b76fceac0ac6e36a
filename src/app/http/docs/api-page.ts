import { escapeHtml as escape } from '../html/person-page';
import { Route } from '../request/route';
import { whoOf } from './openapi';

/** Schemas by media type. */
type Content = Readonly<Record<string, { readonly schema: object }>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: object;
}

interface Answer {
  readonly description: string;
  readonly content?: Content;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
}

/** The parts of the document that the page reads. */
interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** A page a person can browse, made from the same document as `/openapi.json`, without a script. */
export function apiPage(routes: readonly Route[], document: object): string {
  const { paths, components } = document as Described;
  const tags = [...new Set(routes.map((route) => route.tag))];
  const one = (route: Route) =>
    routeHtml(route, paths[route.path.replace(/:(\w+)/g, '{$1}')][route.method.toLowerCase()]);
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details id="${name}"><summary><code>${name}</code></summary>` +
      `${schemaHtml(schema)}</details>`,
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Ticketero API</title><link rel="stylesheet" href="/api.css">
<h1>Ticketero API</h1>
<p>For machines: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). Staff and devices send
<code>Authorization: Bearer &lt;token&gt;</code> or their cookie, customers
<code>Authorization: Ticket &lt;key&gt;</code>.
Every command takes an <code>Idempotency-Key</code>: a new UUID for a new command, the same one to
repeat it. Errors are <a href="#Problem"><code>application/problem+json</code></a>: what is
wrong, which fields, and what to do.
Live views are on a WebSocket at <code>/live</code>.</p>
${tags
  .map(
    (tag) =>
      `<h2>${escape(tag)}</h2>\n${routes
        .filter((route) => route.tag === tag)
        .map(one)
        .join('\n')}`,
  )
  .join('\n')}
<h2>Schemas</h2>
${schemas.join('\n')}
</html>`;
}

function routeHtml(route: Route, { parameters = [], requestBody, responses }: Operation): string {
  const rows = parameters.map(parameterRow);
  const body = requestBody?.content['application/json'];
  const answers = Object.entries(responses)
    .filter(([status]) => status !== 'default')
    .map(([status, answer]) => answerHtml(status, answer));
  return `<details><summary><code class="verb">${route.method}</code>
<code>${escape(route.path)}</code> ${escape(route.summary)}</summary>
<p>Who: ${escape(whoOf(route).join(', '))}.${route.command ? ' A command.' : ''}</p>
${rows.length ? `<table>${rows.join('')}</table>` : ''}
${body ? `<p>Takes</p>${schemaHtml(body.schema)}` : ''}${answers.join('')}</details>`;
}

const parameterRow = (parameter: Parameter) => {
  const place = `${parameter.in}${parameter.required ? '' : ', optional'}`;
  const meaning = `${escape(parameter.description ?? '')} ${schemaText(parameter.schema)}`;
  const name = `<code>${escape(parameter.name)}</code>`;
  return `<tr><td>${name}</td><td>${place}</td><td>${meaning}</td></tr>`;
};

function answerHtml(status: string, { description, content = {} }: Answer): string {
  const types = Object.keys(content);
  const what = types.length
    ? ` <code>${types.join('</code> or <code>')}</code>`
    : `: ${escape(description)}`;
  const json = content['application/json'];
  return `<p>Answers ${status}${what}</p>${json ? schemaHtml(json.schema) : ''}`;
}

/** References are links to the schemas below. */
const linked = (text: string) =>
  text.replace(/&quot;#\/components\/schemas\/(\w+)&quot;/g, '<a href="#$1">$1</a>');
const schemaText = (schema: object) => `<code>${linked(escape(JSON.stringify(schema)))}</code>`;
const schemaHtml = (schema: object) =>
  `<pre>${linked(escape(JSON.stringify(schema, null, 2)))}</pre>`;

export const apiCss = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
summary{cursor:pointer;padding:.4rem 0;border-top:1px solid #8886}
details[open]{padding-bottom:1rem}
table{border-collapse:collapse}
td{padding:.2rem 1rem .2rem 0;vertical-align:top}
code{overflow-wrap:anywhere}
code,pre{font:.875rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{overflow:auto;max-height:24rem;padding:.75rem;border:1px solid #8886;border-radius:.25rem}
td code{word-break:break-word}
.verb{display:inline-block;min-width:4rem;font-weight:600}`;
