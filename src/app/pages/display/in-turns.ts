/** Letters that are still read from the farthest seat: two lines, and time enough to read them. */
const MOST = 120;
/** The words of a sentence with its mark. No lookbehind: old browsers do not know it. */
const SENTENCES = /\S.*?(?:[.!?…]+(?=\s)|$)/g;

/**
 * A text of the strip as what is shown in turn: whole if it is short enough, otherwise broken
 * between sentences, otherwise between words. Every word is shown once.
 */
export const inTurns = (text: string): readonly string[] =>
  joined((text.match(SENTENCES) ?? []).flatMap((sentence) => joined(sentence.split(/\s+/))));

/** As many of the parts in one turn as it has letters for, then as many in the next. */
function joined(parts: readonly string[]): readonly string[] {
  const turns: string[] = [];
  for (const part of parts) {
    const more = turns.length > 0 ? `${turns[turns.length - 1]} ${part}` : part;
    if (turns.length === 0 || more.length > MOST) turns.push(part);
    else turns[turns.length - 1] = more;
  }
  return turns;
}

/**
 * Each sentence once, in the language in which it comes first: what a bank wrote in one language
 * only is not shown again as if it were another's.
 */
export const unrepeated = <S extends { readonly text: string }>(
  sentences: readonly S[],
): readonly S[] =>
  sentences.filter(({ text }, at) => sentences.findIndex((each) => each.text === text) === at);
