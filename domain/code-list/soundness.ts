import type { Standard } from '#domain/standard/shape';
import { type Text, text } from '#domain/text';
import { type Code, type CodeList, isValidIn } from './shape.ts';

interface Interval {
  readonly from: string;
  readonly to: string;
}

/** When a code may be used; months in order are texts in order. */
const timeOf = ({ from = '0000-01', to = '9999-12' }: Code): Interval => ({ from, to });

/**
 * Why a list can't be meant: codes that stand for two things at a time, or a code that standards in force need and that it no longer has
 * in `during`, the months for which it would be valid.
 */
export function flawsOfList(list: CodeList, standards: readonly Standard[] = [], during?: Interval): Text[] {
  return [...codeFlaws(list), ...wayFlaws(list), ...(list.open ? [] : droppedExamples(list, standards, during))];
}

function codeFlaws({ codes }: CodeList): Text[] {
  const byCode = new Map<string, Code[]>();
  for (const one of codes) byCode.set(one.code, [...(byCode.get(one.code) ?? []), one]);
  const others = (word: string, one: Code) =>
    (byCode.get(word) ?? []).some((other) => other !== one && isValidIn(other, timeOf(one)));
  const twice = new Set(codes.filter((one) => others(one.code, one)).map(({ code }) => code));
  return [
    ...[...twice].map((code) =>
      text(`Kode ${code} ada dua kali untuk bulan yang sama.`, `The code ${code} is there twice for the same months.`),
    ),
    ...codes.flatMap((one) => [
      ...(one.replacedBy === one.code
        ? [
            text(
              `Kode ${one.code} digantikan oleh dirinya sendiri (replacedBy).`,
              `The code ${one.code} is replaced by itself (replacedBy).`,
            ),
          ]
        : []),
      ...(one.spellings ?? [])
        .filter((word) => word !== one.code && others(word, one))
        .map((word) =>
          text(
            `Ejaan ${word} dari kode ${one.code} adalah kode lain yang berlaku pada bulan yang sama.`,
            `The spelling ${word} of the code ${one.code} is another code of the same months.`,
          ),
        ),
    ]),
  ];
}

/** Whoever follows `replacedBy` must come to a code that lasts longer, and a spelling must mean one code. */
function wayFlaws({ codes }: CodeList): Text[] {
  const lastOf = (code: string) =>
    codes
      .filter((one) => one.code === code)
      .toSorted((one, other) => timeOf(one).to.localeCompare(timeOf(other).to))
      .at(-1);
  const dead = codes.filter((one) => {
    const next = one.replacedBy === undefined || one.replacedBy === one.code ? undefined : lastOf(one.replacedBy);
    return next !== undefined && timeOf(next).to <= timeOf(one).to && next.to !== undefined;
  });
  const spelt = codes.flatMap((one) => (one.spellings ?? []).map((word) => ({ word, one })));
  const shared = spelt.filter(({ word, one }) =>
    spelt.some((each) => each.word === word && each.one.code !== one.code && isValidIn(each.one, timeOf(one))),
  );
  return [
    ...dead.map(({ code, replacedBy = '' }) =>
      text(
        `Kode ${code} digantikan oleh ${replacedBy}, yang berakhir tidak lebih lama darinya.`,
        `The code ${code} is replaced by ${replacedBy}, which ends no later than it.`,
      ),
    ),
    ...[...new Set(shared.map(({ word }) => word))].map((word) =>
      text(
        `Ejaan ${word} berarti dua kode pada bulan yang sama.`,
        `The spelling ${word} means two codes in the same months.`,
      ),
    ),
  ];
}

function droppedExamples({ name: list, codes }: CodeList, standards: readonly Standard[], during?: Interval): Text[] {
  const words = new Set(
    codes
      .filter((code) => during === undefined || isValidIn(code, during))
      .flatMap(({ code, spellings = [] }) => [code, ...spellings]),
  );
  return standards.flatMap((standard) =>
    standard.schema.fields
      .filter((field) => field['sip:codes'] === list && !words.has(field.example))
      .map(({ name, example }) =>
        text(
          `Daftar ini tidak memuat ${example}, contoh kolom ${name} dalam standar ${standard.name} ${standard.version} yang berlaku.`,
          `The list does not have ${example}, the example of column ${name} in the standard ${standard.name} ${standard.version}, which is in force.`,
        ),
      ),
  );
}
