import { ComponentChildren } from 'preact';
import { Icon, person } from '../shared/look/all-icons';
import { LanguageButtons } from '../shared/look/language-buttons';
import { BankMark } from '../shared/look/wear';

/** The card of every sign-in screen: the bank's mark, a title, and the question, the languages. */
export function Card({
  title,
  icon = person,
  send,
  children,
}: {
  title: string;
  icon?: typeof person;
  /** Makes it a form; called when it is submitted. */
  send?: () => void;
  children: ComponentChildren;
}) {
  const inside = (
    <>
      <BankMark />
      <div class="sign-in-head">
        <Icon of={icon} size="2.25rem" />
        <h1>{title}</h1>
      </div>
      {children}
      <LanguageButtons remember />
    </>
  );
  return (
    <main class="sign-in">
      {send ? (
        <form
          class="sign-in-card"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          {inside}
        </form>
      ) : (
        <div class="sign-in-card">{inside}</div>
      )}
    </main>
  );
}
