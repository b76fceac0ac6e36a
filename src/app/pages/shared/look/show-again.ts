/**
 * After a date was deleted and not replaced, the field shows again the value that the page uses.
 */
export function showAgain(field: HTMLInputElement, value: string): void {
  if (field.value === '') field.value = value;
}
