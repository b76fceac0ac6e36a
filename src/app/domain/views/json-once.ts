type Named = { readonly id: string };

/** Members of a line, such as its tickets: they never change, so each is written once. */
const members = new WeakMap<Named, string>();

function memberOnce(value: Named): string {
  const known = members.get(value);
  if (known !== undefined) return known;
  const made = `${JSON.stringify(value.id)}:${JSON.stringify(value)}`;
  members.set(value, made);
  return made;
}

/** JSON of an object without its end, and the name of one member more, whose JSON follows. */
export const openedFor = (json: string, name: string): string =>
  `${json.slice(0, -1)}${json === '{}' ? '' : ','}${JSON.stringify(name)}:`;

/**
 * JSON of a floor, as it is folded or with its instants as text. A line of thousands is put
 * together from what was written before: making it again would keep every other branch waiting.
 */
export function floorJson<T extends { readonly tickets: Readonly<Record<string, Named>> }>({
  tickets,
  ...rest
}: T): string {
  const line = Object.values(tickets).map(memberOnce).join(',');
  return `${openedFor(JSON.stringify(rest), 'tickets')}{${line}}}`;
}
