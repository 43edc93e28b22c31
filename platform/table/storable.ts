/** A text that any database takes: NUL and halves of characters, which PostgreSQL refuses, become what can be seen instead. */
export const storable = (text: string): string =>
  text.replaceAll('\0', '\u2400').replaceAll(/\p{Surrogate}/gu, '\uFFFD');

/** A value whose texts, also those that name its members, are all storable; it must be one of JSON. */
export function storableJson(value: object): object {
  return JSON.parse(JSON.stringify(value), (_, member: unknown) => {
    if (typeof member === 'string') return storable(member);
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).map(([name, each]) => [storable(name), each]));
  }) as object;
}
