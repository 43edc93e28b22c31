/** The first thing that is wrong with one chain. */
export interface Fault {
  /** The case's id; `refusal`, `access`, `anchor`, `anchor export`, `counter ...` or `register ...` for what belongs to no case. */
  readonly chain: string;
  readonly seq: number;
  readonly what: string;
}

/** Of each chain the fault at its first row: what follows it usually follows from it. */
export function firstOfEach(faults: readonly Fault[]): Fault[] {
  const first = new Map<string, Fault>();
  for (const fault of faults) {
    const known = first.get(fault.chain);
    if (!known || fault.seq < known.seq) first.set(fault.chain, fault);
  }
  return [...first.values()];
}
