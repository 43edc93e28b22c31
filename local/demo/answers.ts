/** What the demo reads of the API's answers; the whole of them is at /docs. */
export interface Text {
  readonly id: string;
  readonly en: string;
}

export interface CaseSeen {
  readonly number: string;
  readonly title: string;
  readonly stage: 'received' | 'in-review' | 'returned' | 'accepted' | 'stored' | 'secured' | 'withdrawn';
  readonly stageText: Text;
  readonly round: number;
  readonly hash: string;
  readonly holderText: Text;
  readonly claimant: { readonly name: string } | null;
  readonly dueText: string | null;
  readonly replaces: string | null;
  readonly checks: { readonly rule: string; readonly done: number; readonly of: number; readonly rows: number } | null;
  readonly nextActs: readonly { readonly act: string; readonly text: Text; readonly basis: string }[];
  readonly links: Readonly<Record<string, string>>;
}

export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly remedy: string;
  readonly by?: { readonly name: string };
  readonly atText?: string;
  /** Where the case is that stands in the way: still open, or stored. */
  readonly open?: string;
  readonly stored?: string;
}

export interface Finding {
  readonly item: string;
  readonly itemText: Text;
  readonly basis: string;
  readonly row?: number;
  readonly column?: string;
}

export interface Findings {
  readonly checks: {
    readonly standard: string;
    readonly version: string;
    readonly rows: number;
    readonly errors: number;
    readonly warnings: number;
    readonly returnedUnder?: { readonly number: string; readonly found: readonly string[] };
    readonly findings: readonly (Finding & {
      readonly severity: string;
      readonly message: Text;
      readonly remedy: Text;
    })[];
  } | null;
  readonly review: readonly (Finding & { readonly text: string })[];
}

export interface Round {
  readonly round: number;
  readonly hash: string;
  readonly checks: { readonly rows: number; readonly errors: number } | null;
}

export interface Receipt {
  readonly receipt: string;
  readonly kind: Text;
  readonly round: number;
  readonly unit: { readonly name: string };
  readonly receivedAtText: string;
  readonly fileName: string;
  readonly size: number;
  readonly hash: string;
  readonly basis: string;
  readonly decision: string | null;
  readonly storedIn: string | null;
  readonly securedAt: string | null;
  readonly eventHash: string;
}

export interface Link {
  readonly seq: number;
  readonly at: string;
  readonly text: Text;
  readonly basis: string;
  readonly basisStatus: string;
  readonly by: { readonly name: string } | null;
  readonly hash: string;
}
