import { describe, expect, test } from '@jest/globals';
import { parseDetails } from '../../../adapters/widget/later/parse-details.ts';
import { parseProblem } from '../../../adapters/widget/parse-problem.ts';
import { isAway } from '../../../adapters/widget/problem.ts';

const slot = { startsAt: '2026-11-24T09:00:00Z', endsAt: '2026-11-24T09:45:00Z', resourceIds: ['res_a'], remaining: 1 };
const problem = {
  type: 'urn:holdfast:error:slot_taken',
  title: 'This time has just been taken.',
  status: 409,
  code: 'slot_taken',
  detail: 'Choose one of the nearest free times.',
  alternatives: [slot],
  errors: [{ path: 'startsAt', message: 'This time has just been taken.' }],
  retryAfterSeconds: 7,
};
const expected = {
  code: 'slot_taken',
  status: 409,
  detail: 'Choose one of the nearest free times.',
  alternatives: [slot],
  fields: [{ path: 'startsAt', code: '', message: 'This time has just been taken.' }],
  retryAfterSeconds: 7,
};

describe('a problem of ours', () => {
  test.each([
    ['as problem+json', problem],
    ['as a WordPress error that carries it', { code: 'slot_taken', message: problem.title, data: problem }],
  ])('is understood %s', (_shape, body) => {
    expect(parseDetails(parseProblem(body, 409))).toMatchObject(expected);
  });

  test('leaves out what has another shape', () => {
    const odd = { code: 'slot_taken', detail: 5, alternatives: [slot, { broken: true }], errors: 'none', retryAfterSeconds: '7' };
    expect(parseDetails(parseProblem(odd, 409))).toMatchObject({
      code: 'slot_taken',
      detail: '',
      alternatives: [slot],
      fields: [],
      retryAfterSeconds: null,
    });
  });
});

describe('an answer that is not ours', () => {
  test.each([
    ['WordPress knows no such route', 404, { code: 'rest_no_route', message: 'No route was found.', data: { status: 404 } }],
    ['a plugin closes the REST API', 401, { code: 'rest_login_required', message: 'Log in first.', data: { status: 401 } }],
    ['an error without data', 403, { code: 'forbidden', message: 'Forbidden', data: null }],
    ['somebody’s code and sentence', 403, { code: 'forbidden', message: 'Forbidden' }],
    ['data of another code', 409, { code: 'conflict', message: '', data: { ...problem } }],
    ['an unknown action of admin-ajax', 400, 0],
    ['a list', 500, []],
    ['a firewall’s page', 403, null],
    ['a code that cannot be one', 500, { code: 'Not A Code' }],
  ])('is a bad answer, and the booking is away: %s', (_case, status, body) => {
    const parsed = parseProblem(body, status);
    expect(parsed).toMatchObject({ code: 'bad_answer', status });
    expect(isAway(parsed)).toBe(true);
  });
});
