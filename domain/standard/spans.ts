import { type Text, text } from '#domain/text';

/** A version of a standard, and the months of some data in which it is in force. */
export interface VersionDuring {
  readonly standard: string;
  readonly version: string;
  readonly from: string;
  readonly to: string;
}

/** Of data whose period spans several versions: all of them, oldest first; the last one judged every row. */
export interface Spans {
  readonly judged: string;
  readonly versions: readonly VersionDuring[];
}

/** Nothing where one version is in force all the time. */
export function spansOf(versions: readonly VersionDuring[]): Spans | undefined {
  const last = versions.at(-1);
  return last && versions.length > 1 ? { judged: last.version, versions } : undefined;
}

export function spansWords({ judged, versions }: Spans): Text {
  const listed = (until: string) =>
    versions.map(({ standard, version, from, to }) => `${standard} ${version} (${from} ${until} ${to})`).join(', ');
  return text(
    `Periode data mencakup beberapa versi standar: ${listed('sampai')}. Semua baris dinilai menurut versi ${judged}, yang berlaku pada bulan terakhir.`,
    `The period of the data spans several versions of the standard: ${listed('to')}. Every row was judged by version ${judged}, which is in force in the last month.`,
  );
}
