import { Notice } from './parts';
import { problemWords } from './problem-words';

/** Why a request failed, in words and read aloud. Nothing while `error` is undefined. */
export function Problem({ error }: { error: unknown }) {
  if (error === undefined) return null;
  return (
    <Notice tone="attention" live>
      {problemWords(error)}
    </Notice>
  );
}
