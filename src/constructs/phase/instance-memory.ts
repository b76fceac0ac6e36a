/**
 * Memory of an instance in GiB, by the letter of its family and by size. Other families are not
 * checked.
 */
const LARGE: Readonly<Record<string, number>> = { t: 8, m: 8, c: 4, r: 16 };
const SIZES: Readonly<Record<string, number>> = {
  nano: 1 / 16,
  micro: 1 / 8,
  small: 1 / 4,
  medium: 1 / 2,
  large: 1,
  xlarge: 2,
  '2xlarge': 4,
  '4xlarge': 8,
  '8xlarge': 16,
};

/** Memory of an instance such as `t4g.micro`, in MiB; undefined for families not listed above. */
export function instanceMib(type: string): number | undefined {
  const [, family, size] = /^([a-z])[^.]*\.(\w+)$/.exec(type) ?? [];
  const gib = (LARGE[family] ?? NaN) * (SIZES[size] ?? NaN);
  return Number.isNaN(gib) ? undefined : Math.floor(gib * 1024);
}
