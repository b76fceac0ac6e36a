/** Values for a path's parameters: existing ids, and ids that mean something elsewhere. */
const params: Readonly<Record<string, readonly string[]>> = {
  branch: ['1', 'bank', 'constructor', '-', '9'.repeat(40)],
  queue: ['caja', 'constructor', 'bank', '0'],
  counter: ['1', 'constructor', '0'],
  advisor: ['advisor-1', 'constructor'],
  staff: ['advisor-5', 'constructor', '0'],
  device: ['kiosk-9', 'constructor', '0'],
  request: ['6f9619ff-8b86-4d01-b42d-00cf4fc964ff'],
  passkey: ['6f9619ff-8b86-4d01-b42d-00cf4fc964ff'],
  webhook: ['6f9619ff-8b86-4d01-b42d-00cf4fc964ff'],
  ticket: ['6f9619ff-8b86-4d01-b42d-00cf4fc964ff', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
  number: ['C01', 'z999999', 'C0'],
  alert: ['constructor', 'x:y', '.'],
  report: ['tickets.csv', 'constructor.json', 'x.csv', 'toString.csv', '.csv'],
};
/** A route's path with each of them in turn. */
export const paths = (path: string): readonly string[] => {
  const name = /:(\w+)/.exec(path)?.[1];
  return name
    ? (params[name] ?? ['1', 'constructor', '0']).flatMap((value) =>
        paths(path.replace(`:${name}`, encodeURIComponent(value))),
      )
    : [path];
};
