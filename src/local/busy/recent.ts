/** A map of limited size that forgets the oldest entry first. */
export class Recent<V> {
  private readonly kept = new Map<string, V>();

  constructor(private readonly most: number) {}

  put(key: string, value: V): void {
    this.kept.set(key, value);
    if (this.kept.size <= this.most) return;
    for (const oldest of this.kept.keys()) {
      this.kept.delete(oldest);
      return;
    }
  }

  get(key: string): V | undefined {
    return this.kept.get(key);
  }
}
