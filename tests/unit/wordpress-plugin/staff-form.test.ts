import { describe, expect, test } from '@jest/globals';
import { readWeek } from '../../../wordpress-plugin/src/model/hours.ts';
import { readStaffForm, writeStaffForm } from '../../../wordpress-plugin/src/model/staff-form.ts';
import { answer, catalog, recordOf } from './catalog-fixture.ts';

const ada = recordOf(catalog, 'res_ada');
const bo = recordOf(catalog, 'res_bo');
const form = readStaffForm(ada);

describe('the form of a person', () => {
  test.each([
    [ada, answer.resources[0]],
    [bo, answer.resources[1]],
  ])('that is saved without a change gives the same person, with all that it does not show', (person, expected) => {
    expect(writeStaffForm(person, readStaffForm(person))).toEqual({ ok: true, record: expected });
  });

  test('takes a calendar away when its address is emptied, and gives one with the careful rule', () => {
    const without = writeStaffForm(ada, { ...form, calendarId: ' ' });
    expect(without.ok && without.record['calendar']).toBeNull();
    const added = writeStaffForm(bo, { ...readStaffForm(bo), calendarId: ' bo@salon.example ' });
    expect(added.ok && added.record['calendar']).toEqual({ calendarId: 'bo@salon.example', whenUnknown: 'closed' });
  });

  test('refuses an empty name and hours that cannot be, and says which day', () => {
    const week = { ...readWeek({}), '2': [{ from: '10:00', to: '' }] };
    expect(writeStaffForm(ada, { ...form, name: ' ', week })).toEqual({
      ok: false,
      mistakes: { isNameEmpty: true, hours: [{ weekday: '2', kind: 'unreadable' }], holidays: [] },
      uses: [],
      limits: [],
    });
  });

  test('refuses a schedule that ends before it begins and holidays of no country, and writes those that can be', () => {
    const use = { scheduleId: 'sch_summer', from: '2027-08-31', until: '2027-06-01', kept: {} };
    const rule = { country: '', region: '', change: 'closed', windows: [], kept: {} } as const;
    expect(writeStaffForm(bo, { ...readStaffForm(bo), uses: [use], holidays: [rule] })).toMatchObject({
      ok: false,
      mistakes: { holidays: [{ index: 0, kind: 'country' }] },
      uses: [0],
    });
    const kept = { ...use, until: '' };
    const written = writeStaffForm(bo, {
      ...readStaffForm(bo),
      uses: [kept],
      holidays: [{ ...rule, country: 'DE', region: 'BY' }],
    });
    expect(written.ok && written.record).toMatchObject({
      schedules: [{ scheduleId: 'sch_summer', from: '2027-08-31', until: null }],
      holidays: [{ country: 'DE', region: 'BY', change: 'closed', windows: [] }],
    });
  });
});
