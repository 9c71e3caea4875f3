import { describe, expect, it } from 'vitest';
import { cell, right, table } from '../../src/report/table.ts';
import { clockTime, count, fileSize, footage, money, waiting } from '../../src/report/units.ts';

describe('units for people', () => {
  it('writes times in the film', () => {
    expect([0, 7.5, 59.999, 60, 61.25, 3599.999].map(clockTime)).toEqual([
      '0:00.00',
      '0:07.50',
      '1:00.00',
      '1:00.00',
      '1:01.25',
      '60:00.00',
    ]);
  });

  it('writes sizes of files with two digits or three', () => {
    expect([0, 999, 1000, 9949, 9950, 42_400_000, 999_600_000, 17e9, 3e15].map(fileSize)).toEqual([
      ...['0 B', '999 B', '1 kB', '9.9 kB', '10 kB', '42 MB', '1 GB', '17 GB', '3000 TB'],
    ]);
  });

  it('writes waiting times in the unit a person would use', () => {
    expect([0.2, 1, 89, 90, 3600, 7800].map(waiting)).toEqual([
      'under 1 s',
      '1 s',
      '89 s',
      '2 min',
      '60 min',
      '2 h 10 min',
    ]);
  });

  it('writes money, footage and counts', () => {
    expect([money(0), money(0.8), money(12.345)]).toEqual(['free', '$0.80', '$12.35']);
    expect([0.005, 0.0375, 0.04, 0.1, 0.0999, 0.0002, 0.00001].map((amount) => money(amount))).toEqual([
      ...['$0.005', '$0.0375', '$0.04', '$0.10', '$0.10', '$0.0002', 'under $0.0001'],
    ]);
    expect([footage(8), footage(7.5), footage(1 / 3)]).toEqual(['8 s', '7.5 s', '0.33 s']);
    expect([count(1, 'job'), count(2, 'job'), count(0, 'copy', 'copies')]).toEqual([
      '1 job',
      '2 jobs',
      '0 copies',
    ]);
  });

  it('lines columns up, numbers to the right, colours not counted', () => {
    const red = (text: string): string => `<${text}>`;
    expect(
      table([
        [cell('a', red), right('1'), cell('first')],
        [cell('long'), right('100'), cell('')],
      ]),
    ).toBe('  <a>       1  first\n  long  100');
  });
});
