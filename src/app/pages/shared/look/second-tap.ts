/**
 * A double click, or a hand that shakes, presses twice in one place. What has come under the finger
 * in between (the next row of a list, a dialog's button) was not what the second press meant: it
 * is dropped, also where it would close the dialog. Pressing the same button fast goes on.
 */
export function dropSecondTaps(): void {
  let first: Element | null = null;
  document.addEventListener(
    'click',
    (event) => {
      // By the keyboard there is no place, and the browser counts presses of one place only.
      if (event.detail === 0) return;
      const pressed = (event.target as Element).closest('button, a, summary');
      if (event.detail === 1) {
        first = pressed;
      } else if (pressed !== first) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    { capture: true },
  );
}
