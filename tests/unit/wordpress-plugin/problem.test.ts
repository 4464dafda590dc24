import { describe, expect, test } from '@jest/globals';
import { retireService } from '../../../wordpress-plugin/src/model/catalog-edits.ts';
import { narrowElsewhere, narrowProblem } from '../../../wordpress-plugin/src/model/catalog-problem.ts';
import { createProblem, findFieldMessage, parseProblem } from '../../../wordpress-plugin/src/model/problem.ts';
import { catalog } from './catalog-fixture.ts';

describe('what was thrown', () => {
  test('is read from WordPress’s error with the problem of the service inside', () => {
    const problem = parseProblem({
      code: 'confirmation_required',
      message: 'Title. Advice.',
      data: { status: 403, code: 'confirmation_required', title: 'Title.', detail: 'Advice.', sentTo: 'a…@salon.example' },
    });
    expect(problem).toEqual({
      code: 'confirmation_required',
      title: 'Title.',
      advice: 'Advice.',
      status: 403,
      fields: [],
      sentTo: 'a…@salon.example',
    });
  });

  test('keeps the fields that are named, and only those', () => {
    const data = { errors: [{ path: 'name', message: 'must not be empty' }, { message: 'nowhere' }, null] };
    expect(parseProblem({ code: 'invalid_request', message: 'm', data }).fields).toEqual([
      { path: 'name', message: 'must not be empty' },
    ]);
  });

  test.each([
    [{ code: 'rest_forbidden', message: 'Not allowed.', data: { status: 401 } }, 'rest_forbidden', 'Not allowed.'],
    [{ code: 'fetch_error', message: 'You are probably offline.' }, 'fetch_error', 'You are probably offline.'],
    [new TypeError('Failed to fetch'), 'unknown', 'Failed to fetch'],
    [undefined, 'unknown', ''],
  ])('%p has a code and a title all the same', (thrown, code, title) => {
    expect(parseProblem(thrown)).toMatchObject({ code, title, fields: [], sentTo: null });
  });
});

test('a field shows what is wrong with it or with anything inside it, and nothing of a field whose name begins alike', () => {
  const problem = createProblem('Wrong.', [{ path: 'price.currency', message: 'unknown' }]);
  expect(findFieldMessage(problem, 'price')).toBe('unknown');
  expect(findFieldMessage(problem, 'price.currency')).toBe('unknown');
  expect(findFieldMessage(problem, 'pri')).toBeNull();
  expect(findFieldMessage(null, 'price')).toBeNull();
});

describe('a refused catalogue', () => {
  const refuse = (path: string) => parseProblem({ data: { errors: [{ path, message: 'must be 1 to 1440' }] } });

  test('shows a mistake of the edited record at the field of its form', () => {
    expect(narrowProblem(refuse('services.1.stepMinutes'), catalog, 'services', 'svc_class').fields).toEqual([
      { path: 'stepMinutes', message: 'must be 1 to 1440' },
    ]);
  });

  test('counts in the document that was sent', () => {
    const sent = retireService('svc_cut')(catalog);
    expect(narrowProblem(refuse('services.0.stepMinutes'), sent, 'services', 'svc_class').fields[0]?.path).toBe('stepMinutes');
  });

  test('says whose a mistake elsewhere is, and never shows it at the wrong form', () => {
    expect(narrowProblem(refuse('services.0.stepMinutes'), catalog, 'services', 'svc_class').fields).toEqual([
      { path: 'services.0.stepMinutes', message: 'Haircut: stepMinutes must be 1 to 1440' },
    ]);
    expect(narrowProblem(refuse('resources.0.name'), catalog, 'services', 'svc_cut').fields[0]?.message).toBe(
      'Ada: name must be 1 to 1440',
    );
    expect(narrowProblem(refuse('codes.0.code'), catalog, 'services', 'svc_cut').fields[0]?.path).toBe('codes.0.code');
  });

  test('of a record that was saved by itself keep their paths; what is elsewhere says whose it is', () => {
    const narrow = (path: string) => narrowElsewhere(refuse(path), catalog, 'resources', 'res_ada').fields[0];
    expect(narrow('schedules.0.scheduleId')?.path).toBe('schedules.0.scheduleId');
    expect(narrow('catalog.services.0.stepMinutes')).toMatchObject({
      path: 'catalog.services.0.stepMinutes',
      message: expect.stringMatching(/^Haircut: stepMinutes /),
    });
    expect(narrow('catalog.schedules.0.name')?.message).toMatch(/^Summer: name /);
  });
});
