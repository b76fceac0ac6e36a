import { phaseTemplate } from '../constructs/synthesized';
import { phases } from './components/check';
import { data } from './components/data';
import { edge } from './components/edge';
import { network } from './components/network';
import { oversight } from './components/oversight';
import { service } from './components/service';

/** The components of the original design (PF-1), in every phase. */
const components = { ...edge, ...network, ...service, ...data, ...oversight };

describe.each(phases)('%s has every component of PF-1, wired', (phase) => {
  test.each(Object.entries(components))('%s', (_name, check) => check(phaseTemplate(phase), phase));
});
