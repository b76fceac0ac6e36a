/**
 * Letters that can be read from the farthest seat at a time: two lines, and enough time to read
 * them.
 */
const MOST = 120;
/** A sentence with its punctuation. No lookbehind: old browsers do not support it. */
const SENTENCES = /\S.*?(?:[.!?…]+(?=\s)|$)/g;

/**
 * The parts of a strip's text that are shown in turn: the whole text if it is short enough,
 * otherwise split between sentences, otherwise between words. Every word is shown once.
 */
export const inTurns = (text: string): readonly string[] =>
  joined((text.match(SENTENCES) ?? []).flatMap((sentence) => joined(sentence.split(/\s+/))));

/** Joins as many parts into each turn as fit. */
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
 * Each sentence once, in the language in which it appears first: text that a bank wrote in only one
 * language is not repeated as if it were in the other.
 */
export const unrepeated = <S extends { readonly text: string }>(
  sentences: readonly S[],
): readonly S[] =>
  sentences.filter(({ text }, at) => sentences.findIndex((each) => each.text === text) === at);
