import { compare, Growth } from '../../../src/stacks/growth/growth';
import { GrowthResource, GrowthTemplate } from '../../../src/stacks/growth/growth-template';
import { phaseTemplates } from '../../../src/stacks/phase-templates';

export let pilot: GrowthTemplate;
export let expansion: GrowthTemplate;
export let national: GrowthTemplate;

export function openGrowth(): void {
  beforeAll(() => {
    [pilot, expansion, national] = ['pilot', 'expansion', 'national'].map(
      (name) => phaseTemplates(name).templates[0] as GrowthTemplate,
    );
  });
}

export type Draft = { -readonly [Key in keyof GrowthResource]: GrowthResource[Key] } & {
  Properties: Record<string, unknown>;
};

export const idOf = (
  template: GrowthTemplate,
  type: string,
  when: (resource: GrowthResource) => boolean = () => true,
) => {
  const found = Object.entries(template.Resources).find(
    ([, resource]) => resource.Type === type && when(resource),
  );
  if (!found) throw new Error(`there is no ${type}`);
  return found[0];
};

/** The pilot's next deploy with a change to the first resource of a type. */
export function after(type: string, spoil: (resource: Draft) => void): Growth {
  const next = structuredClone(pilot) as { Resources: Record<string, Draft> };
  spoil(next.Resources[idOf(pilot, type)]);
  return compare(pilot, next);
}

export const said = ({ dangers }: Growth) =>
  dangers.map(({ rule, text }) => `${rule}: ${text}`).join('\n');
