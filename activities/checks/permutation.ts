/**
 * A way to give every field a column of its own that it fits, where some do not fit theirs. Answers where those go that change places. Fields and columns are numbered alike: field 3 stands in column 3 of the file.
 */
export function permutation(fits: readonly (readonly boolean[])[]): ReadonlyMap<number, number> {
  const owner: (number | undefined)[] = fits.map((row, field) => (row[field] ? field : undefined));
  for (const [field, row] of fits.entries()) if (!row[field]) place(field, fits, owner, new Set());
  const moved = new Map(
    owner.flatMap((field, column): [number, number][] =>
      field === undefined || field === column ? [] : [[field, column]],
    ),
  );
  return new Map([...moved].filter(([field]) => isInRing(field, moved)));
}

/** Whether those who move change places among themselves: none takes a column whose own field has nowhere to go. */
function isInRing(field: number, moved: ReadonlyMap<number, number>): boolean {
  let at = moved.get(field);
  while (at !== undefined && at !== field) at = moved.get(at);
  return at === field;
}

/** Kuhn's: whoever stands in the way is asked to move on. */
function place(
  field: number,
  fits: readonly (readonly boolean[])[],
  owner: (number | undefined)[],
  asked: Set<number>,
): boolean {
  for (const [column, fit] of (fits[field] ?? []).entries()) {
    if (!fit || asked.has(column)) continue;
    asked.add(column);
    const before = owner[column];
    if (before !== undefined && !place(before, fits, owner, asked)) continue;
    owner[column] = field;
    return true;
  }
  return false;
}
