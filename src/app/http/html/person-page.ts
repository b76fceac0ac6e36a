/** Text as HTML shows it. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/** The bank's face, after a page's own styles; a page that knows its branch replaces it. */
export const FACE_LINK = '<link rel="stylesheet" href="/api/face/bank.css" data-face="bank">';
/**
 * The pages that the server renders itself, without a script: the list of pages, and a problem
 * shown to a person. The colours, letters and corners are those of `pages/shared/look/tokens.css`;
 * the file itself has a hashed name that only the built pages know.
 */
export const personPage = (title: string, main: string, language = 'es-CL'): string =>
  `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/start.css">${FACE_LINK}</head>
<body><main>
${main}
</main></body></html>
`;

export const personCss = `:root{color-scheme:light dark}
:root{--paper:#f4f2ec;--card:#fff;--ink:#15181f;--ink-2:#4a505e;--line:#d9d5c9}
:root{--brand:#23307a;--tint:#e7e9f6}
@media (prefers-color-scheme:dark){
:root{--paper:#0b1220;--card:#151e30;--ink:#f3f1ea;--ink-2:#b4bccb;--line:#2b374d}
:root{--brand:#b9c3ff;--tint:#202b52}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
  font:1.0625rem/1.45 'Atkinson Hyperlegible',system-ui,'Segoe UI','Noto Sans',sans-serif}
main{max-width:64rem;margin:0 auto;padding:max(1.5rem,min(5vw,4rem)) 1.25rem}
h1{font-size:max(2rem,min(5vw,2.75rem));line-height:1.15;margin:0 0 .5rem;text-wrap:balance}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem}
p{margin:0 0 .5rem;max-width:44rem}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.75rem;
  grid-template-columns:repeat(auto-fill,minmax(min(14rem,100%),1fr))}
li{display:grid}
.doors{grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr))}
.card{display:block;padding:1rem 1.25rem;min-height:5rem;
  border:1px solid var(--line);border-radius:.75rem;
  background:var(--card);color:inherit;text-decoration:none}
.card:hover{border-color:var(--brand);background:var(--tint)}
.card b{display:block;font-size:1.25rem;font-weight:700;color:var(--brand)}
.mark{font-size:1.25rem;font-weight:700}
.bank-logo{height:2em;width:auto;max-width:min(9em,60vw);object-fit:contain;vertical-align:middle;
  border:.15em solid transparent;border-radius:.25em}
@media (prefers-color-scheme:dark){.bank-logo{border-color:#fff;background:#fff}}
.quiet{color:var(--ink-2)}
.way{display:inline-block;margin-top:1rem;padding:.75rem 1.25rem;border-radius:.75rem;
  background:var(--brand);color:var(--on-brand,var(--paper));font-weight:700;text-decoration:none}
button.way{border:0;font:inherit;font-weight:700;cursor:pointer}
a:focus-visible,button:focus-visible{outline:3px solid var(--brand);outline-offset:3px}`;
