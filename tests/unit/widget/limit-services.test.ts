import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { limitServices } from '../../../adapters/widget/effects/limit-services.ts';
import { buildCatalog, buildService } from './fixtures.ts';

const catalog = buildCatalog(['svc_a', 'svc_b', 'svc_c'].map((id) => buildService({ id })));
const idsOf = (wanted: readonly string[]): readonly string[] => limitServices(catalog, wanted).services.map(({ id }) => id);

describe('the services of a page', () => {
  const warn = jest.spyOn(console, 'warn');
  beforeEach(() => void warn.mockReset().mockReturnValue(undefined));
  afterEach(() => void warn.mockReset());

  test.each([
    ['without a list all are offered', [], ['svc_a', 'svc_b', 'svc_c']],
    ['only the wanted ones are, in the order of the catalogue', ['svc_c', 'svc_a'], ['svc_a', 'svc_c']],
    ['unknown ones are passed over', ['svc_x', 'svc_b'], ['svc_b']],
  ])('%s', (_case, wanted, expected) => {
    expect(idsOf(wanted)).toEqual(expected);
    expect(warn).not.toHaveBeenCalled();
  });

  test('where none of the wanted ones is there all are offered, and the console says so', () => {
    expect(idsOf(['svc_x', 'svc_y'])).toEqual(['svc_a', 'svc_b', 'svc_c']);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('svc_x, svc_y')]]);
  });
});
