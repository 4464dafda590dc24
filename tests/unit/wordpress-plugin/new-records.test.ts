import { describe, expect, test } from '@jest/globals';
import { parseCatalogDocument } from '../../../adapters/http/schemas/catalog.ts';
import { checkCatalog } from '../../../core/index.ts';
import { readDocument, writeDocument } from '../../../wordpress-plugin/src/model/catalog-document.ts';
import { putRecord } from '../../../wordpress-plugin/src/model/catalog-edits.ts';
import { createId, createSchedule, createService, createStaff } from '../../../wordpress-plugin/src/model/new-records.ts';
import { readServiceForm, writeServiceForm } from '../../../wordpress-plugin/src/model/service-form.ts';
import { answer, catalog } from './catalog-fixture.ts';

const bytes = Uint8Array.from({ length: 16 }, (_, index) => index * 17);
const person = createStaff(createId('res', bytes), 'Ada', 'Europe/Stockholm');
const given = { id: createId('svc', bytes), name: 'Haircut', timeZone: 'Europe/Stockholm', currency: 'SEK', needName: 'Staff' };
const service = createService({ ...given, amountMinor: 49_500, staffIds: [createId('res', bytes)] });
const schedule = createSchedule(createId('sch', bytes), 'Summer');
const empty = readDocument({ services: [], resources: [], codes: [] });
const mistakesOf = (document: object) => checkCatalog(parseCatalogDocument(document));

describe('what the screen makes', () => {
  test('from nothing can be sold: the service accepts the first service with its first person', () => {
    const first = putRecord('services', service)(putRecord('resources', person)(empty));
    expect(mistakesOf(writeDocument(first))).toEqual([]);
  });

  test('is accepted beside what was there, and the catalogue of these tests is accepted too', () => {
    expect(mistakesOf(answer)).toEqual([]);
    expect(mistakesOf(writeDocument(putRecord('resources', person)(catalog)))).toEqual([]);
    expect(mistakesOf(writeDocument(putRecord('schedules', schedule)(catalog)))).toEqual([]);
  });

  test('is accepted after its form has been through the hands of a person', () => {
    const document = putRecord('resources', person)(empty);
    const form = readServiceForm(document, service, 'sv-SE', 'Staff');
    const typed = { ...form, price: '1 234,50', minimumNotice: { amount: '3', unit: 'days' } as const };
    const written = writeServiceForm(document, service, typed);
    expect(written.ok && mistakesOf(writeDocument(putRecord('services', written.record)(document)))).toEqual([]);
  });

  test('lets visitors choose only where there is a choice', () => {
    const two = createService({ ...given, amountMinor: 0, staffIds: ['res_a', 'res_b'] });
    expect([service, two].map((made) => made['needs'])).toEqual([
      [{ name: 'Staff', anyOf: [createId('res', bytes)], visitorMayChoose: false }],
      [{ name: 'Staff', anyOf: ['res_a', 'res_b'], visitorMayChoose: true }],
    ]);
  });

  test('carries an id of its kind, another for other bytes', () => {
    expect(createId('svc', bytes)).toMatch(/^svc_[A-Za-z0-9_-]{16}$/);
    expect(createId('svc', bytes)).not.toBe(createId('svc', bytes.toReversed()));
  });
});
