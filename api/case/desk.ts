import type { Answer } from '#api/route';
import type { Client } from '#api/temporal';
import type { Actor, CaseState, Command, Role } from '#domain/case';
import type { Refusal, RefusalCode } from '#domain/refusal';
import type { Text } from '#domain/text';
import type { Database } from '#prisma/database';
import type { Viewer } from './viewer.ts';

export interface Needs {
  readonly database: Database;
  readonly temporal: Client;
  readonly taskQueue: string;
  readonly uiUrl?: string | undefined;
  readonly namespace: string;
  /** How others reach the API; absent: operators read the number of the case and no address. */
  readonly publicUrl?: string | undefined;
}

/** What a process says of itself at the door, so that one way of a command serves them all. */
export interface Desk<
  S extends CaseState = CaseState,
  A extends string = string,
  C extends Command = Command,
  O = unknown,
> {
  /** The workflow's type, and the process's name everywhere. */
  readonly type: string;
  /** Plural noun in the API's paths. */
  readonly path: string;
  /** The act that opens a case. */
  readonly opens: string;
  readonly acts: readonly A[];
  rolesOf(act: string): readonly Role[];
  /** Whether four eyes judge who does it, so that it binds also for whom they stand in. */
  isJudging(act: string): boolean;
  /** What the act needs beside the request, by the names that the rules use. */
  needsOf(act: string): readonly string[];
  whyNot(act: A, state: S, actor: Actor): Refusal | undefined;
  whatIsMissing(act: A, state: S, command: C): Refusal | undefined;
  /** What to do next, where the words of every process do not fit this one. */
  readonly remedies?: Readonly<Partial<Record<RefusalCode, Text>>>;
  /** One line for operators: which unit, about what. No names of people. */
  summaryOf(database: Database, unit: string, about: O | S): Promise<string>;
  /** The case as the viewer sees it, from the record alone. */
  viewOf(needs: Needs, viewer: Viewer, caseId: string): Promise<CaseView>;
}

interface CaseView {
  readonly version: number;
  readonly links: Readonly<Record<string, string>>;
}

/** `"v3"`: counts acts and stages, so a reminder never makes somebody's `If-Match` stale. */
export const etagOf = ({ version }: { version: number }): string => `"v${version}"`;

export const numberIn = (caseId: string): string => caseId.slice(caseId.indexOf(':') + 1);

export function answerWith(view: CaseView, status: number): Answer {
  const headers = { ETag: etagOf(view), ...(status === 201 && { Location: view.links['self'] ?? '' }) };
  return { status, body: view, headers };
}
