import { describe, expect, test } from '@jest/globals';
import { parseCatalogDocument } from '../../../adapters/http/schemas/catalog.ts';
import { checkCatalog } from '../../../core/index.ts';
import { writeDocument } from '../../../wordpress-plugin/src/model/catalog-document.ts';
import { putRecord } from '../../../wordpress-plugin/src/model/catalog-edits.ts';
import { fieldsOf } from '../../../wordpress-plugin/src/model/fields.ts';
import type { Fields } from '../../../wordpress-plugin/src/model/fields.ts';
import { createService } from '../../../wordpress-plugin/src/model/new-records.ts';
import { readServiceForm, writeServiceForm } from '../../../wordpress-plugin/src/model/service-form.ts';
import type { ServiceForm } from '../../../wordpress-plugin/src/model/service-form.ts';
import { catalog } from './catalog-fixture.ts';

const plain = createService({
  ...{ id: 'svc_new', name: 'New', timeZone: 'Europe/Stockholm', currency: 'SEK', amountMinor: 50_000 },
  ...{ staffIds: ['res_ada', 'res_bo'], needName: 'Staff' },
});
const read = (service: Fields): ServiceForm => readServiceForm(catalog, service, 'sv-SE', 'Staff');
const write = (changed: Partial<ServiceForm>, service = plain) =>
  writeServiceForm(catalog, service, { ...read(service), ...changed });
const written = (changed: Partial<ServiceForm>, service = plain): Fields => {
  const result = write(changed, service);
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
  return result.record;
};
const mistakesOf = (changed: Partial<ServiceForm>): readonly string[] => {
  const result = write(changed);
  return result.ok ? [] : result.mistakes.map(({ field, kind }) => `${field}: ${kind}`);
};
/** What the service itself says of a record, in its paths. */
const judge = (record: Fields): readonly string[] => {
  const others = { ...catalog, services: [] };
  return checkCatalog(parseCatalogDocument(writeDocument(putRecord('services', record)(others)))).map(({ path }) => path);
};

const form = read(plain);
const step = (name: string, minutes: string) => ({ name, minutes, kept: {} });
const run = { kind: 'recurring', startMinute: 1_080, startsOn: '2027-01-04', rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT=8' };
const course: Partial<ServiceForm> = { kind: 'course', sessions: [run], capacity: '8' };

const kinds: readonly (readonly [string, Partial<ServiceForm>, Fields])[] = [
  [
    'steps, and who is free in between',
    {
      steps: [step('Colour', '30'), step('Wait', '20'), step('Cut', '30')],
      needs: form.needs.map((need) => ({ ...need, steps: [0, 2] })),
      durationMinutes: 'whatever',
    },
    {
      durationMinutes: 80,
      steps: [
        { name: 'Colour', durationMinutes: 30 },
        { name: 'Wait', durationMinutes: 20 },
        { name: 'Cut', durationMinutes: 30 },
      ],
      needs: [{ name: 'Staff', anyOf: ['res_ada', 'res_bo'], visitorMayChoose: true, steps: [0, 2] }],
    },
  ],
  [
    'a stay by the night',
    { kind: 'stay', stay: { ...form.stay, startWeekdays: ['6'], minimum: '7', maximum: '14' } },
    {
      ...{ kind: 'appointment', durationMinutes: 1_200 },
      byDay: { unit: 'night', fromMinute: 900, toMinute: 660, minimum: 7, maximum: 14, startWeekdays: [6] },
    },
  ],
  [
    'a stay by the day, until midnight and over closed days',
    { kind: 'stay', stay: { ...form.stay, unit: 'day', from: '08:00', to: '00:00', allowsClosed: true } },
    {
      durationMinutes: 960,
      byDay: { unit: 'day', fromMinute: 480, toMinute: 1_440, minimum: 1, maximum: 14, closedBetween: 'allowed' },
    },
  ],
  ['a course', course, { kind: 'course', sessions: [run], capacity: 8, priceUnit: 'person' }],
  [
    'a course that can be joined late, with single sessions',
    {
      ...course,
      course: { canJoinLate: true, untilSession: '3', latePrice: 'per_session', hasDropIn: true, dropInPrice: '99,50' },
    },
    {
      lateJoining: { untilSession: 3, price: 'per_session' },
      dropIn: { price: { amountMinor: 9_950, currency: 'SEK' } },
    },
  ],
  [
    'a class that needs people',
    { ...course, kind: 'class', minimumToRun: { people: '4', hours: '48' } },
    { kind: 'class', capacity: 8, minimumToRun: { people: 4, decidedHoursBefore: 48 } },
  ],
];

describe('a service of another kind', () => {
  test.each(kinds)('with %s is one that the service takes', (_name, changed, expected) => {
    const record = written(changed);
    expect(record).toMatchObject(expected);
    expect(judge(record)).toEqual([]);
  });

  test.each(kinds)('with %s comes out of its form unchanged, with what the form does not know', (_name, changed) => {
    const record = { ...written(changed), addedLater: 1 };
    const inside = 'byDay' in record ? { byDay: { ...fieldsOf(record['byDay']), addedLater: 2 } } : {};
    expect(written({}, { ...record, ...inside })).toEqual({ ...record, ...inside });
  });

  test('says at its field what cannot be read', () => {
    expect(mistakesOf({ steps: [step('Colour', ''), step(' ', '30')] })).toEqual([
      ...['steps.0.durationMinutes: number', 'steps.1.name: empty'],
    ]);
    const stay = { ...form.stay, from: '', to: '', minimum: 'x', maximum: '91' };
    expect(mistakesOf({ kind: 'stay', stay })).toEqual([
      ...['byDay.fromMinute: clock', 'byDay.toMinute: clock', 'byDay.minimum: number', 'byDay.maximum: number'],
    ]);
    const late = { ...form.course, canJoinLate: true, untilSession: '1', hasDropIn: true, dropInPrice: '1,2345' };
    expect(mistakesOf({ ...course, minimumToRun: { people: '0', hours: '' } })).toEqual([
      ...['minimumToRun.people: number', 'minimumToRun.decidedHoursBefore: number'],
    ]);
    expect(mistakesOf({ ...course, course: late })).toEqual(['lateJoining.untilSession: number', 'dropIn.price: decimals']);
  });

  test('leaves it to the service to refuse what can be read, at the field it names', () => {
    expect(judge(written({ kind: 'stay', stay: { ...form.stay, to: '16:00' } }))).toEqual(['services.0.byDay.toMinute']);
    expect(judge(written({ kind: 'stay', stay: { ...form.stay, minimum: '9', maximum: '2' } }))).toEqual([
      'services.0.byDay.maximum',
    ]);
    expect(judge(written({ steps: [step('Colour', '30')] }))).toEqual(['services.0.steps']);
    expect(judge(written({ ...course, sessions: [{ ...run, rule: 'FREQ=WEEKLY;BYDAY=MO' }] }))).toEqual([
      'services.0.sessions.0.rule',
    ]);
    expect(judge(written({ ...course, minimumToRun: { people: '9', hours: '24' } }))).toEqual(['services.0.minimumToRun.people']);
    const several = form.needs.map((need) => ({ ...need, quantity: '2' }));
    expect(judge(written({ needs: several }))).toEqual(['services.0.needs.0.quantity']);
  });

  test('loses what it no longer is', () => {
    const stepped = written(kinds[0]?.[1] ?? {});
    const needs = read(stepped).needs.map((need) => ({ ...need, steps: null }));
    const usual = written({ steps: [], needs, durationMinutes: '60' }, stepped);
    expect(usual).toEqual(plain);
    const joined = written(kinds[4]?.[1] ?? {});
    const closed = written({ course: { ...read(joined).course, canJoinLate: false, hasDropIn: false } }, joined);
    expect(closed).not.toHaveProperty('lateJoining');
    expect(closed).not.toHaveProperty('dropIn');
    const needing = written(kinds.at(-1)?.[1] ?? {});
    expect(written({ minimumToRun: { ...read(needing).minimumToRun, people: '' } }, needing)).not.toHaveProperty('minimumToRun');
  });
});
