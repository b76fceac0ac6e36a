/** What the focus may go to when what had it is gone: the nearest of these around it. */
const HOMES = 'li, article, section, form, [role="group"], dialog, [role="dialog"], main';
/** What is disabled for longer than this is not waited for, ms. */
const WAIT_MS = 500;

const canHaveFocus = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled') && element.getClientRects().length > 0;

/** Whether whoever uses keys alone would have to start over from the top of the page. */
function isLost(): boolean {
  const now = document.activeElement;
  return !now || now === document.body || now.matches(':disabled');
}

function around(element: HTMLElement): readonly HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let at = element.parentElement; at; at = at.parentElement) path.push(at);
  return path;
}

/**
 * Keeps the focus in the page for people who use keys alone. A button may be disabled while it
 * works: it has the focus again afterwards. It may go with what it did, or with an event from
 * elsewhere: then what was around it has the focus, never another button, which a second press of
 * Enter would press unread. Whoever has put the focus somewhere else, or nowhere, is left alone.
 */
class FocusKeeper {
  private at: HTMLElement | undefined;
  private path: readonly HTMLElement[] = [];
  /** Has the focus in place of `at`. */
  private home: HTMLElement | undefined;
  private timer = 0;
  private due = 0;

  readonly came = ({ target }: FocusEvent): void => {
    if (target === this.home) return;
    this.at = target as HTMLElement;
    this.path = around(this.at);
    this.home = undefined;
  };

  readonly left = ({ target, relatedTarget }: FocusEvent): void => {
    if (target === this.home) this.home!.removeAttribute('data-home');
    if (relatedTarget) return;
    // what goes away or is disabled is so by then; anything else was left by a tap on nothing
    void Promise.resolve().then(() => {
      const stays = this.home ?? this.at;
      if (stays !== target || !canHaveFocus(stays as HTMLElement)) return;
      if (document.activeElement === document.body) this.at = this.home = undefined;
    });
  };

  /**
   * A task later: a press elsewhere may be what draws the page anew, and has not given the focus to
   * what was pressed yet.
   */
  readonly changed = (): void => {
    if (this.due) return;
    this.due = window.setTimeout(() => {
      this.due = 0;
      this.look();
    });
  };

  private look() {
    const { at, home } = this;
    if (!at || !(isLost() || document.activeElement === home)) return;
    if (canHaveFocus(at)) at.focus({ preventScroll: true });
    else if (!at.isConnected) this.goHome();
    else if (!home) this.soonHome();
  }

  private soonHome() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (this.at && isLost() && !canHaveFocus(this.at)) this.goHome();
    }, WAIT_MS);
  }

  private goHome() {
    const { id } = this.at!;
    const again = id === '' ? null : document.getElementById(id);
    if (again && canHaveFocus(again)) return again.focus({ preventScroll: true });
    const home =
      this.path.find((each) => each.matches(HOMES) && canHaveFocus(each)) ??
      document.querySelector<HTMLElement>('main');
    if (!home || home === document.activeElement) return;
    this.home = home;
    if (!home.hasAttribute('tabindex')) home.tabIndex = -1;
    home.setAttribute('data-home', '');
    home.focus({ preventScroll: true });
  }
}

let kept = false;

/** From now on the focus is not lost on this page. */
export function keepFocus(): void {
  if (kept) return;
  kept = true;
  const keeper = new FocusKeeper();
  document.addEventListener('focusin', keeper.came);
  document.addEventListener('focusout', keeper.left);
  new MutationObserver(keeper.changed).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden'],
  });
}
