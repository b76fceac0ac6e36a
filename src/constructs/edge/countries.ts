/** Two-letter codes that AWS WAF knows: ISO 3166, and Kosovo. */
const KNOWN = new Set(
  [
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR',
    'BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ',
    'EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW',
    'GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY',
    'KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV',
    'MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY',
    'QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG',
    'TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA',
    'ZM ZW',
  ].flatMap((row) => row.split(' ')),
);

/** How many countries one statement of a firewall can list. */
const MOST = 50;

/** What is wrong with the countries to serve: one sentence per problem, with the way out. */
export function countryProblems(countries: readonly string[] | undefined): string[] {
  if (!countries) return [];
  if (countries.length === 0) {
    return [
      'allowedCountries is empty; ' +
        'leave it out to serve every country, or list the countries to serve, such as CL',
    ];
  }
  const known = (country: string) => KNOWN.has(country);
  return [
    ...(countries.length > MOST
      ? [
          `allowedCountries has ${countries.length} countries, and a firewall's rule takes ` +
            `${MOST}; list fewer, or leave it out to serve every country`,
        ]
      : []),
    ...countries
      .filter((country) => !known(country))
      .map((country) => {
        const meant = country === 'UK' ? 'GB' : country.toUpperCase();
        const none = /^[A-Z]{2}$/.test(country) ? ', which is not a country' : '';
        return (
          `allowedCountries has "${country}"${none}; ` +
          `write two capital letters, such as ${known(meant) ? meant : 'CL'}`
        );
      }),
  ];
}
