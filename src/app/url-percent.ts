/**
 * Why a URL's user, password and path cannot be read, if they cannot: a password with a literal `%`
 * (`100%secure`) parses, but then cannot be decoded.
 */
export function percentProblem(what: string, text: string): string | undefined {
  const { username, password, pathname } = new URL(text);
  try {
    for (const each of [username, password, pathname]) decodeURIComponent(each);
    return undefined;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return `${what} has a % that stands for itself, in user, password or path: write it as %25`;
  }
}
