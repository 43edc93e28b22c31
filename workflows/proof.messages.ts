/** The workflow that proves the whole record; its id begins with the same word. */
export const proofType = 'proof';

export interface ProofInput {
  /** Read every content in custody, too. */
  readonly files: boolean;
}
