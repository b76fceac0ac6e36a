/**
 * A double click, or a shaking hand, presses twice in one place. The second press was not meant for
 * what has come under the finger in between (the next row of a list, a dialog's button), so it is
 * dropped, even if it would close the dialog. Pressing the same button fast still works.
 */
export function dropSecondTaps(): void {
  let first: Element | null = null;
  document.addEventListener(
    'click',
    (event) => {
      // A keyboard press has no place, and the browser counts only presses in one place.
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
