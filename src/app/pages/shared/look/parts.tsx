import { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import * as icons from './icons';
import { Icon, IconShape } from './icons';
import { problemWords } from './problem-words';
import { say } from './words';

/** `C15` with its letter set apart from its digits; read aloud as one word. */
export function TicketNumber({ number, class: more = '' }: { number: string; class?: string }) {
  const [, letter, digits] = /^(\D*)(.*)$/.exec(number)!;
  return (
    <span class={`number ${more}`}>
      <span class="letter">{letter}</span>
      {digits}
    </span>
  );
}

export type Tone = 'info' | 'good' | 'attention' | 'alarm' | 'off';
const shapes: Readonly<Record<Tone, IconShape>> = {
  info: icons.info,
  good: icons.good,
  attention: icons.attention,
  alarm: icons.alarm,
  off: icons.off,
};

/** A message with its own shape, colour and words. `live`: it is read aloud when it appears. */
export function Notice({
  tone = 'info',
  live,
  children,
  action,
}: {
  tone?: Tone;
  live?: boolean;
  children: ComponentChildren;
  action?: ComponentChildren;
}) {
  return (
    <div class={`notice ${tone}`} role={live ? 'status' : undefined}>
      <Icon of={shapes[tone]} size="1.4em" />
      <div class="grow">{children}</div>
      {action}
    </div>
  );
}

/**
 * Why a request failed, in words and read aloud. Nothing while `error` is undefined.
 * @param again makes the request once more; `busy` while that is under way
 */
export function Problem({
  error,
  again,
  busy = false,
}: {
  error: unknown;
  again?: () => void;
  busy?: boolean;
}) {
  if (error === undefined) return null;
  return (
    <Notice
      tone="attention"
      live
      action={
        again && (
          <button type="button" class="button small" {...stopping(busy, again)}>
            {say('retry')}
          </button>
        )
      }
    >
      {busy ? say('loading') : problemWords(error)}
    </Notice>
  );
}

/** A word with a shape: never colour alone. */
export function Status({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class={`status ${tone}`}>
      <Icon of={shapes[tone]} size="1.1em" />
      {children}
    </span>
  );
}

/**
 * For a button that its own press may disable: it then does nothing and says so, but keeps the
 * focus. With `disabled` it would lose the focus, which sends keyboard users to the top of the
 * page.
 */
export const stopping = (off: boolean, press: () => void) => ({
  'aria-disabled': off,
  onClick: () => {
    if (!off) press();
  },
});

/** The letter of a queue on its colour. `hue` is the queue's place in the branch's list. */
export function QueueMark({ prefix, hue }: { prefix: string; hue: number }) {
  return (
    <span class="queue-mark" data-hue={hue < 5 ? hue : undefined} aria-hidden="true">
      {prefix}
    </span>
  );
}

/** Safari before 15.4 has no dialogs: there it is a part of the page with the role of a dialog. */
function openModal(element: HTMLDialogElement) {
  if ('showModal' in element) return element.showModal();
  const plain = element as HTMLElement;
  plain.setAttribute('open', '');
  plain.setAttribute('role', 'dialog');
  plain.setAttribute('aria-modal', 'true');
  plain.classList.add('without-dialogs');
  plain.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
}
const closeModal = (element: HTMLDialogElement) =>
  'close' in element ? element.close() : (element as HTMLElement).removeAttribute('open');

/** A modal question. Escape and the backdrop close it; focus returns to what opened it. */
export function Dialog({
  title,
  wide = false,
  onClose,
  children,
}: {
  title: string;
  /** For content that would otherwise be taller than the screen. */
  wide?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const began = useRef<EventTarget | null>(null);
  const heading = useId(); // a question may be asked within another
  const leave = useRef(onClose);
  leave.current = onClose;
  useEffect(() => {
    const element = dialog.current!;
    const opener = document.activeElement as HTMLElement | null;
    openModal(element);
    // Chrome closes a dialog by itself if nothing was pressed between two cancel requests: keep it
    // open.
    const stays = () => {
      openModal(element);
      leave.current();
    };
    element.addEventListener('close', stays);
    return () => {
      element.removeEventListener('close', stays);
      closeModal(element);
      opener?.focus();
    };
  }, []);
  return (
    <dialog
      class={wide ? 'dialog wide' : 'dialog'}
      ref={dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onMouseDown={(event) => {
        began.current = event.target;
      }}
      onClick={(event) => {
        // Selecting text by dragging and releasing outside must not close the dialog.
        if (event.target === dialog.current && began.current === event.target) onClose();
      }}
    >
      <div class="inside">
        <h2 id={heading}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

/**
 * The two answers to a question: back, or go on. An answer that cannot be undone does not stand
 * out.
 */
export const Answers = ({
  no,
  onNo,
  yes,
  onYes,
  danger = false,
  disabled = false,
}: {
  no: string;
  onNo: () => void;
  yes: string;
  onYes: () => void;
  danger?: boolean;
  disabled?: boolean;
}) => (
  <div class="row">
    <button type="button" class={`button ${danger ? 'primary' : ''}`} onClick={onNo}>
      {no}
    </button>
    <button
      type="button"
      class={`button ${danger ? 'danger' : 'primary'}`}
      disabled={disabled}
      onClick={onYes}
    >
      {yes}
    </button>
  </div>
);

/** Says that there is nothing to show, as an intended state. */
export function Empty({
  icon,
  title,
  children,
}: {
  icon: IconShape;
  title: ComponentChildren;
  children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <Icon of={icon} size="2.5rem" />
      <strong>{title}</strong>
      {children && <span>{children}</span>}
    </div>
  );
}

/** The same as a whole page: its title is the page's heading. */
export function EmptyPage({
  icon,
  title,
  children,
}: {
  icon: IconShape;
  title: ComponentChildren;
  children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <Icon of={icon} size="2.5rem" />
      <h1>{title}</h1>
      {children && <span>{children}</span>}
    </div>
  );
}

/** Replaces the page when it is older than the server. */
export function Updating() {
  return (
    <main class="whole-page">
      <EmptyPage icon={icons.again} title={say('updating')} />
    </main>
  );
}
