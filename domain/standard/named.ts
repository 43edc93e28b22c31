import type { Standard } from './shape.ts';

/** Of some standards the one that bears this name, is of this component or alone begins so; else those that may be meant. */
export function standardNamed(
  standards: readonly Standard[],
  name: string,
): { readonly standard: Standard } | { readonly known: readonly string[] } {
  const exact = standards.filter((standard) => standard.name === name || standard['sip:component'] === name);
  const begun = exact.length > 0 ? exact : standards.filter((standard) => standard.name.startsWith(name));
  const [standard, ...others] = begun;
  if (standard && others.length === 0) return { standard };
  return { known: (standard ? begun : standards).map((each) => each.name) };
}

/** Without a period: no month lies outside of it, and a code is judged by the month of its row alone. */
export const anyPeriod = { from: '0000-00', to: '9999-99' } as const;
