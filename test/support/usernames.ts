/** Pairs that are the same username, and pairs that are not: for the domain and for SQL. */

export const ONE_NAME = [
  ['Ana Díaz', ' ana  di\u0301az'],
  ['ＡＮＡ', 'ana'],
  ['ana\u200b', 'ana'],
  ['12.345.678-5', '12345678-5'],
  ['12.345.678-5', '123456785'],
  ['12.345.678\u20115', '012345678-5'],
  ['7.654.321-K', '7654321k'],
  ['12.345.678–5', '12345678−5'],
] as const;

export const OTHER_NAMES = [
  ['12.345.678-5', '12.345.678-6'],
  ['12345678-5', '1234567-85'],
  ['ana.diaz', 'anadiaz'],
  ['ana-diaz', 'anadiaz'],
  ['1.5', '15'],
  ['caja 1-2', 'caja 12'],
  ['10.20.30.40', '10203040'],
] as const;
