/**
 * Where a text stops being JSON (RFC 8259): the offset of the first character that cannot follow,
 * or the text's length where it breaks off; undefined for valid JSON. The engine's own message may
 * quote the text, and bodies hold national IDs, so the place is found here.
 */
export function jsonFault(text: string): number | undefined {
  let at = 0;
  const blank = /[ \t\n\r]*/y;
  const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  /** Without its closing quote. */
  const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
  const skip = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found !== null;
  };
  const open: ('{' | '[')[] = [];
  const readString = () => skip(string) && text[at] === '"' && ++at > 0;

  /** A member's name and its colon. */
  const readName = () => {
    skip(blank);
    if (!readString()) return false;
    skip(blank);
    if (text[at] !== ':') return false;
    at += 1;
    return true;
  };

  for (;;) {
    // a value
    skip(blank);
    const first = text[at];
    if (first === '{' || first === '[') {
      at += 1;
      skip(blank);
      if (text[at] !== (first === '{' ? '}' : ']')) {
        open.push(first);
        if (first === '{' && !readName()) return at;
        continue;
      }
      at += 1;
    } else if (first === '"' ? !readString() : !skip(scalar)) {
      return at;
    }
    // what may follow it
    for (;;) {
      skip(blank);
      const inside = open.at(-1);
      if (inside === undefined) return at === text.length ? undefined : at;
      if (text[at] === ',') break;
      if (text[at] !== (inside === '{' ? '}' : ']')) return at;
      at += 1;
      open.pop();
    }
    at += 1;
    if (open.at(-1) === '{' && !readName()) return at;
  }
}
