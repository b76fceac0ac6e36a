/** What is called out: the queue's prefix and the counter of branch, queue and business day; at least two digits, grows past 99. */
export const formatNumber = (prefix: string, n: number) => prefix + String(n).padStart(2, '0');
