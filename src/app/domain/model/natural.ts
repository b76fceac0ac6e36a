/** The order in which people look for names with numbers in them: 2 before 10. */
export const naturally = (a: string, b: string): number =>
  a.localeCompare(b, 'es', { numeric: true }) || (a < b ? -1 : Number(a > b));
