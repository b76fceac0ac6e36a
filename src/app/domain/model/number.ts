/**
 * What is called out: the queue's prefix and the running number of branch, queue and business day;
 * at least two digits, more from 100 on.
 */
export const formatNumber = (prefix: string, n: number) => prefix + String(n).padStart(2, '0');

/**
 * A number as it is called out, from what people type (`c1`, `C001`); undefined if it is not one.
 */
export function numberAsCalled(typed: string): string | undefined {
  const [, prefix, n] = /^([A-Z]+)0*([0-9]{1,6})$/.exec(typed.toUpperCase()) ?? [];
  return prefix && formatNumber(prefix, Number(n));
}
