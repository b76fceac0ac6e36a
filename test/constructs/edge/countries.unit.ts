import { countryProblems } from '../../../src/constructs/edge/countries';
import { rateProblems } from '../../../src/constructs/edge/firewall-rules';

test.each([
  [
    ['XX'],
    /allowedCountries has "XX", which is not a country; write two capital letters, such as CL/,
  ],
  [['UK'], /allowedCountries has "UK", which is not a country; .*, such as GB$/],
  [['ar'], /allowedCountries has "ar"; write two capital letters, such as AR$/],
  [[], /allowedCountries is empty; leave it out to serve every country/],
  [Array.from({ length: 51 }, () => 'CL'), /allowedCountries has 51 countries, .* takes 50; list/],
])('%j is refused in one sentence', (given, said) => {
  expect(countryProblems(given)).toEqual([expect.stringMatching(said)]);
});

test('countries that exist are taken', () => {
  expect(countryProblems(['CL', 'AR', 'XK', 'GB'])).toEqual([]);
  expect(countryProblems(undefined)).toEqual([]);
});

test('a rate is what AWS WAF can count', () => {
  expect(rateProblems({ a: 10, b: 2_000_000_000 })).toEqual([]);
  expect(rateProblems({ viewerRateLimit: 2_000_000_001 })).toEqual([
    expect.stringMatching(
      /viewerRateLimit is 2000000001; give .*, 2000000000 at most, the maximum of AWS WAF/,
    ),
  ]);
});
