/** Ends everything the run started, and removes what it left. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.runOfTests?.close();
}
