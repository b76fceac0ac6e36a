/**
 * The reason for an action: a choice, never free text, which could name a person and would stay in
 * the audit trail.
 */
export function Reasons<R extends string>({
  title,
  reasons,
  chosen,
  choose,
  words,
}: {
  title: string;
  reasons: readonly R[];
  chosen: R | undefined;
  choose: (reason: R) => void;
  words: (reason: R) => string;
}) {
  return (
    <fieldset class="reasons">
      <legend>{title}</legend>
      {reasons.map((each) => (
        <label key={each} class="check">
          <input
            type="radio"
            name="reason"
            checked={chosen === each}
            onChange={() => choose(each)}
          />
          {words(each)}
        </label>
      ))}
    </fieldset>
  );
}
