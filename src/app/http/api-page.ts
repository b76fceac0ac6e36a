import { Route } from './route';

const escape = (text: string) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/** A page a person can browse; the machine's version is /openapi.json. */
export function apiPage(routes: readonly Route[]): string {
  const tags = [...new Set(routes.map((route) => route.tag))];
  const who = (route: Route) => (route.who === 'anyone' ? 'anybody' : route.who === 'ticket' ? 'customer (Authorization: Ticket &lt;key&gt;)' : `who may <em>${escape(route.who)}</em>`);
  const rows = (tag: string) => routes.filter((route) => route.tag === tag).map((route) =>
    `<tr><td><code>${route.method}</code></td><td><code>${escape(route.path)}</code></td><td>${escape(route.summary)}</td><td>${who(route)}${route.command ? ', with Idempotency-Key' : ''}</td></tr>`).join('\n');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Ticketero API</title><link rel="stylesheet" href="/api.css">
<h1>Ticketero API</h1>
<p>Machine-readable: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). Errors are <code>application/problem+json</code> with <code>type, title, status, detail, code</code> and <code>errors[]</code>.
Staff and devices send <code>Authorization: Bearer &lt;token&gt;</code> or their cookie; every command takes an <code>Idempotency-Key</code>.</p>
${tags.map((tag) => `<h2>${escape(tag)}</h2><table>${rows(tag)}</table>`).join('\n')}</html>`;
}

export const apiCss = 'body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td{border-top:1px solid #ccc;padding:.4rem .6rem;vertical-align:top}code{font-size:.9em}@media (prefers-color-scheme:dark){body{background:#111;color:#eee}a{color:#9cf}}';
