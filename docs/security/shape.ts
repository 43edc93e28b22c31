/** A test that stands for a control: its file under `test/`, and its name as it is written there. */
export type Proof = readonly [file: string, test: string];

/** A rule of ASVS 5.0 (level 1 or 2) that this system keeps. */
export interface Kept {
  readonly id: string;
  /** The rule in short, in our words. */
  readonly rule: string;
  readonly control: string;
  readonly tests: readonly Proof[];
  /** Where a rule asks for a paper: the one that says it. */
  readonly paper?: string;
}

/** A rule that is not kept, or not whole, and why. */
export interface NotKept {
  readonly id: string;
  readonly rule: string;
  readonly reason: string;
}

/** Rules about what this system does not have. */
export interface Untouched {
  readonly ids: string;
  readonly reason: string;
}
