import { readFileSync, writeFileSync } from 'node:fs';

const isRecording = process.env['RECORD_EXAMPLES'] === '1';

const at = '2026-11-24T14:00:00.000Z';

/** What is another one each time, in the order in which it is met: the same story gives the same example. */
const fleeting: readonly (readonly [RegExp, (n: number) => string])[] = [
  [
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
    (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  ],
  [/\b[0-9a-f]{64}\b/g, (n) => n.toString(16).padStart(64, '0')],
  [/\bp[0-9a-f]{18}\b/g, (n) => `p${String(n).padStart(18, '0')}`],
  [/\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, () => at],
  [/(?<=")\d{4}-\d{2}-\d{2}(?=")/g, () => at.slice(0, 10)],
  [/\d{1,2} [A-Z][a-z]+ \d{4}(?:,? (?:pukul )?\d{2}\.\d{2})?/g, () => '24 November 2026, 21.00'],
  [/\b\d{4}-\d{6}\b/g, (n) => `2026-${String(n).padStart(6, '0')}`],
  [/http:\/\/127\.0\.0\.1:\d+/g, () => 'https://sip.invalid'],
];

/** Long lists show their beginning. */
const shortened = (_: string, value: unknown): unknown => (Array.isArray(value) ? value.slice(0, 3) : value);

export function steady(body: unknown): unknown {
  let text = JSON.stringify(body, shortened);
  for (const [pattern, stand] of fleeting) {
    const met = new Map<string, string>();
    text = text.replace(pattern, (found) => {
      const known = met.get(found) ?? stand(met.size + 1);
      met.set(found, known);
      return known;
    });
  }
  return JSON.parse(text) as unknown;
}

const place = (name: string) => new URL(`../../api/examples/${name}.json`, import.meta.url);

/** Writes the example down when asked to by RECORD_EXAMPLES=1, and reads what is there. */
export function recorded(name: string, body: unknown): unknown {
  if (isRecording) writeFileSync(place(name), `${JSON.stringify(steady(body), undefined, 2)}\n`);
  return JSON.parse(readFileSync(place(name), 'utf8'));
}
