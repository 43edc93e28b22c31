import { assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsShown, isDateFormat, numberText, withZerosShown } from '#platform/table/cell-text';

describe('a number of a workbook', () => {
  it('is written without exponent, and is the same number again', () => {
    assert(
      property(double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const text = numberText(String(number));
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Math.abs(Number(text) - number)).toBeLessThanOrEqual(Math.abs(number) * 1e-13);
      }),
    );
  });

  it('keeps every digit that a person may have written', () => {
    assert(
      property(integer({ min: -1e12, max: 1e12 }), integer({ min: 0, max: 6 }), (digits, decimals) => {
        const written = String(Number(`${digits}e-${decimals}`));
        expect(numberText(written)).toBe(
          written.includes('e') ? numberText(written) : written === '-0' ? '0' : written,
        );
      }),
    );
  });

  it('that is none stays what it is, for the rules to judge', () => {
    for (const text of ['', ' ', 'NaN', 'Infinity', '1,5', 'x']) expect(numberText(text)).toBe(text);
  });
});

describe('a number format', () => {
  it.each([
    [14, undefined],
    [22, undefined],
    [170, 'dd/mm/yyyy'],
    [170, '[$-421]dd mmmm yyyy;@'],
    [170, 'mmm\\-yy'],
    [170, '[h]:mm:ss'],
    [170, 'yyyy"年"m"月"'],
  ])('%i, %s, shows a date', (id, code) => {
    expect(isDateFormat(id, code)).toBe(true);
  });

  it.each([
    [0, undefined],
    [4, undefined],
    [49, undefined],
    [170, 'General'],
    [170, '#,##0.00'],
    [170, '0.00E+00'],
    [170, '[Red]-0.00;[Color10]0'],
    [170, '0 "hari"'],
    [170, '_-"Rp"* #,##0.00_-;\\-"Rp"* #,##0.00_-'],
    [170, '[$USD] #,##0'],
    [170, '0\\d'],
    [170, '@'],
  ])('%i, %s, shows none', (id, code) => {
    expect(isDateFormat(id, code)).toBe(false);
  });
});

describe('a number format of zeros alone', () => {
  it.each([
    ['00', 2],
    ['00000000', 8],
    ['0000;@', 4],
    ['0.00', 0],
    ['#00', 0],
    ['00 "hari"', 0],
    ['General', 0],
    [undefined, 0],
  ])('%s shows at least %i digits', (code, digits) => {
    expect(digitsShown(code)).toBe(digits);
  });

  it.each([
    ['1', '01'],
    ['12', '12'],
    ['123', '123'],
    ['1.5', '1.5'],
    ['-1', '-1'],
    ['x', 'x'],
  ])('makes of %s %s, and nothing of what is no whole number', (number, shown) => {
    expect(withZerosShown(number, 2)).toBe(shown);
  });
});
