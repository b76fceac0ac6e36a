/** A date that was taken out and not replaced: the field says again what the page goes by. */
export function showAgain(field: HTMLInputElement, value: string): void {
  if (field.value === '') field.value = value;
}
