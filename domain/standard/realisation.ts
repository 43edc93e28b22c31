import type { Text } from '#domain/text';
import { countryColumn, hsColumn, monthColumn, portColumn, yearColumn } from './columns.ts';
import type { RowRule } from './rules.ts';
import type { Field, Standard } from './shape.ts';

/** What tells exports and imports apart. */
interface Flow {
  readonly name: string;
  readonly version: string;
  readonly title: Text;
  readonly component: string;
  /** `Waktu ekspor`, `ekspor dicatat`. */
  readonly when: Parameters<typeof yearColumn>[0];
  readonly goods: Text;
  readonly country: Parameters<typeof countryColumn>[0];
  readonly port: Parameters<typeof portColumn>[0];
  /** What is measured of each row. */
  readonly measures: readonly Field[];
  /** The measure that is compared with the time before. */
  readonly compared: string;
  readonly rules?: readonly RowRule[];
}

/** Realisation of trade, by month, chapter of the HS, country and port, in the columns in which BPS publishes exports. */
export function realisation(flow: Flow): Standard {
  const { when, goods, country, port, measures, rules, compared } = flow;
  const place = ['kode_hs', country.name, port.name];
  return {
    name: flow.name,
    version: flow.version,
    title: flow.title.id,
    'sip:title': flow.title,
    'sip:component': flow.component,
    encoding: 'utf-8',
    dialect: { delimiter: ',', quoteChar: '"', header: true, 'sip:decimal': '.' },
    schema: {
      fields: [
        yearColumn(when),
        monthColumn(when),
        hsColumn(goods),
        countryColumn(country),
        portColumn(port),
        ...measures,
      ],
      uniqueKeys: [['tahun', 'bulan', ...place]],
      missingValues: [''],
      'sip:period': { year: 'tahun', month: 'bulan' },
      ...(rules && { 'sip:rules': rules }),
      'sip:compare': { against: 'year-before', key: ['bulan', ...place], value: compared, factor: 100 },
    },
  };
}
