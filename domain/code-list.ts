import { provinces, regencies } from './code-list/areas.ts';
import { countries } from './code-list/countries.ts';
import { hsChapters, ports, staples } from './code-list/goods.ts';
import { months, units } from './code-list/measures.ts';
import type { CodeList, ListName } from './code-list/shape.ts';
import type { Standard } from './standard/shape.ts';

export { type Code, type CodeList, isValidIn, listNames } from './code-list/shape.ts';

/** Every list that a standard may name. Large: workflows have no use for it and must not import it. */
export const codeLists: Readonly<Record<ListName, CodeList>> = {
  months,
  'hs-chapters': hsChapters,
  countries,
  ports,
  provinces,
  regencies,
  units,
  staples,
};

/** The lists that a standard's columns name. */
export function listsOf({ schema }: Standard): CodeList[] {
  const named = new Set(schema.fields.flatMap((field) => field['sip:codes'] ?? []));
  return [...named].flatMap((name) => (Object.hasOwn(codeLists, name) ? codeLists[name as ListName] : []));
}
