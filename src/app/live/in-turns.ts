/**
 * One read of a kind at a time. Who asks while one is under way shares the next with all others
 * who do: the one under way began earlier, so it may lack what they have just written.
 *
 * Without it a crowd that asks for the same at once makes each of its reads slow, and the slower
 * they are the more of them there are.
 */
export function inTurns<T>(read: (of: string) => Promise<T>): (of: string) => Promise<T> {
  const lines = new Map<string, { readonly running: Promise<T>; next?: Promise<T> }>();
  const begin = (of: string): Promise<T> => {
    const line: { readonly running: Promise<T>; next?: Promise<T> } = { running: read(of) };
    lines.set(of, line);
    const over = () => {
      if (!line.next) lines.delete(of);
    };
    line.running.then(over, over);
    return line.running;
  };
  return (of) => {
    const line = lines.get(of);
    if (!line) return begin(of);
    const next = () => begin(of);
    line.next ??= line.running.then(next, next);
    return line.next;
  };
}
