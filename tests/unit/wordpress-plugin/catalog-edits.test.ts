import { describe, expect, test } from '@jest/globals';
import {
  idOf,
  listDoers,
  nameOf,
  noteVersion,
  readDocument,
  readRecordVersion,
  readVersion,
  writeDocument,
} from '../../../wordpress-plugin/src/model/catalog-document.ts';
import {
  duplicateRecord,
  listScheduleUsers,
  listSoleServices,
  putRecord,
  restore,
  retireSchedule,
  retireService,
  retireStaff,
} from '../../../wordpress-plugin/src/model/catalog-edits.ts';
import { answer, catalog, recordOf } from './catalog-fixture.ts';

const ids = (records: readonly Readonly<Record<string, unknown>>[]): readonly string[] => records.map(idOf);
const cut = recordOf(catalog, 'svc_cut');

describe('a catalogue', () => {
  test('that nobody edits is sent back as it came, codes and unknown fields included', () => {
    expect(writeDocument(catalog)).toEqual(answer);
  });

  test('that is empty or no catalogue has nothing in it', () => {
    expect(readDocument({ services: [], resources: [], codes: [] }).services).toEqual([]);
    const none = { services: [], resources: [], schedules: [], locations: [], priceRules: [], promotions: [], codes: [] };
    expect(readDocument(null)).toEqual({ ...none, rest: {} });
  });

  test('knows the versions of its records and notes a new one', () => {
    expect([readVersion(catalog), readRecordVersion(catalog, 'services', 'svc_cut')]).toEqual(['v0', 'v1']);
    expect(readRecordVersion(catalog, 'schedules', 'sch_summer')).toBe('');
    const noted = noteVersion(noteVersion(catalog, 'services', 'svc_cut', 'v2'), 'schedules', 'sch_summer', 'v3');
    expect([readRecordVersion(noted, 'services', 'svc_cut'), readRecordVersion(noted, 'schedules', 'sch_summer')]).toEqual([
      'v2',
      'v3',
    ]);
  });

  test('knows who keeps a schedule, and lets go of one that nobody keeps', () => {
    expect(listScheduleUsers(catalog, 'sch_summer').map(nameOf)).toEqual(['Ada', 'Haircut']);
    expect(listScheduleUsers(catalog, 'sch_free')).toEqual([]);
    const retired = retireSchedule('sch_free')(catalog);
    expect(ids(retired.schedules)).toEqual(['sch_summer']);
    expect(restore(catalog, 'schedules', 'sch_free')(retired)).toEqual(catalog);
  });

  test('knows who does a service', () => {
    expect(listDoers(catalog, cut).map(nameOf)).toEqual(['Ada', 'Bo']);
  });
});

describe('an edit', () => {
  test('replaces one record in its place and leaves all others as the very same records', () => {
    const edited = putRecord('services', { ...cut, name: 'Short cut' })(catalog);
    expect(ids(edited.services)).toEqual(['svc_cut', 'svc_class']);
    expect(edited.services[1]).toBe(catalog.services[1]);
    expect(writeDocument(edited)).toEqual({ ...answer, services: [{ ...cut, name: 'Short cut' }, answer.services[1]] });
  });

  test('adds a record behind another, or at the end', () => {
    const copy = duplicateRecord('services', cut, 'svc_new', 'Haircut (copy)');
    expect(ids(putRecord('services', copy, 'svc_cut')(catalog).services)).toEqual(['svc_cut', 'svc_new', 'svc_class']);
    expect(ids(putRecord('services', copy)(catalog).services)).toEqual(['svc_cut', 'svc_class', 'svc_new']);
    expect(ids(putRecord('services', copy, 'svc_gone')(catalog).services)).toEqual(['svc_cut', 'svc_class', 'svc_new']);
  });

  test('is applied to what is newest: two who edit different services both keep their change', () => {
    const first = putRecord('services', { ...cut, name: 'First' });
    const second = putRecord('services', { ...recordOf(catalog, 'svc_class'), name: 'Second' });
    expect(second(first(catalog)).services.map(nameOf)).toEqual(['First', 'Second']);
  });

  test('copies a service with everything, and a person without the calendar', () => {
    expect(duplicateRecord('services', cut, 'svc_new', 'Copy')).toEqual({ ...cut, id: 'svc_new', name: 'Copy' });
    const ada = duplicateRecord('resources', recordOf(catalog, 'res_ada'), 'res_new', 'Ada (copy)');
    expect(ada).toEqual({ ...answer.resources[0], id: 'res_new', name: 'Ada (copy)', calendar: null });
  });
});

describe('retiring', () => {
  test('takes a service out and touches nothing else', () => {
    const edited = retireService('svc_cut')(catalog);
    expect(writeDocument(edited)).toEqual({ ...answer, services: [answer.services[1]] });
  });

  test('takes a person out of the list and out of every service', () => {
    const edited = retireStaff('res_bo')(catalog);
    expect(ids(edited.resources)).toEqual(['res_ada', 'res_one', 'res_two']);
    expect(listDoers(edited, recordOf(edited, 'svc_cut')).map(nameOf)).toEqual(['Ada']);
    expect(edited.services[1]).toBe(catalog.services[1]);
  });

  test('finds the services that only this person does', () => {
    expect(listSoleServices(catalog, 'res_ada').map(nameOf)).toEqual(['Class']);
    expect(listSoleServices(catalog, 'res_bo')).toEqual([]);
  });

  test('is undone: a service stands where it stood', () => {
    expect(writeDocument(restore(catalog, 'services', 'svc_cut')(retireService('svc_cut')(catalog)))).toEqual(answer);
  });

  test('is undone: a person does again what they did, and what was changed meanwhile stays', () => {
    const retired = putRecord('services', { ...recordOf(catalog, 'svc_class'), name: 'Renamed' })(retireStaff('res_bo')(catalog));
    const restored = restore(catalog, 'resources', 'res_bo')(retired);
    expect(writeDocument(restored)).toEqual({
      ...answer,
      services: [answer.services[0], { ...answer.services[1], name: 'Renamed' }],
    });
  });

  test('of something that was never there undoes nothing', () => {
    expect(restore(catalog, 'services', 'svc_none')(catalog)).toBe(catalog);
  });
});
