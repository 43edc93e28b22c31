/** A law that formed a province of regencies which lay in another one and got new codes. */
interface Formation {
  readonly law: string;
  /** The month in which it came into force: new codes mean nothing in earlier ones. */
  readonly from: string;
  readonly province: string;
  /** The first list of codes of which we know that it has the new ones, and the end of its year: until then the old ones may stand. */
  readonly listed: string;
  readonly oldTo: string;
  /** Old code and new code of each regency and city. */
  readonly moved: readonly (readonly [old: string, now: string])[];
}

/** Only what is known beyond doubt; other provinces and regencies have their present codes alone. */
export const formations: readonly Formation[] = [
  {
    law: 'UU 20/2012',
    from: '2012-11',
    province: '65',
    listed: 'Permendagri 56/2015',
    oldTo: '2015-12',
    moved: [
      ['64.04', '65.01'],
      ['64.06', '65.02'],
      ['64.05', '65.03'],
      ['64.10', '65.04'],
      ['64.73', '65.71'],
    ],
  },
  {
    law: 'UU 14/2022',
    from: '2022-07',
    province: '93',
    listed: 'Kepmendagri 100.1.1-6117/2022',
    oldTo: '2022-12',
    moved: [
      ['91.01', '93.01'],
      ['91.16', '93.02'],
      ['91.17', '93.03'],
      ['91.18', '93.04'],
    ],
  },
  {
    law: 'UU 15/2022',
    from: '2022-07',
    province: '94',
    listed: 'Kepmendagri 100.1.1-6117/2022',
    oldTo: '2022-12',
    moved: [
      ['91.04', '94.01'],
      ['91.07', '94.02'],
      ['91.08', '94.03'],
      ['91.09', '94.04'],
      ['91.25', '94.05'],
      ['91.26', '94.06'],
      ['91.27', '94.07'],
      ['91.28', '94.08'],
    ],
  },
  {
    law: 'UU 16/2022',
    from: '2022-07',
    province: '95',
    listed: 'Kepmendagri 100.1.1-6117/2022',
    oldTo: '2022-12',
    moved: [
      ['91.02', '95.01'],
      ['91.12', '95.02'],
      ['91.13', '95.03'],
      ['91.14', '95.04'],
      ['91.21', '95.05'],
      ['91.22', '95.06'],
      ['91.23', '95.07'],
      ['91.24', '95.08'],
    ],
  },
  {
    law: 'UU 29/2022',
    from: '2022-12',
    province: '96',
    listed: 'Kepmendagri 300.2.2-2138/2025',
    oldTo: '2025-12',
    moved: [
      ['92.01', '96.01'],
      ['92.04', '96.02'],
      ['92.05', '96.03'],
      ['92.09', '96.04'],
      ['92.10', '96.05'],
      ['92.71', '96.71'],
    ],
  },
];
