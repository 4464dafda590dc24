import { describe, expect, test } from '@jest/globals';
import { buildOpenApi } from '../../../adapters/http/openapi.ts';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { errorCatalogue } from '../../../core/index.ts';

const forVisitors = allRoutes.filter(({ access }) => access.kind === 'public' || access.kind === 'booking');
const refusals = [...new Set(forVisitors.flatMap((route) => route.refusals))];

describe('codes that visitors can meet', () => {
  test('are those that the routes for visitors refuse with', () => {
    expect(forVisitors.length).toBeGreaterThan(10);
    expect(refusals.length).toBeGreaterThan(20);
    expect(refusals.filter((code) => errorCatalogue[code].reader !== 'visitor')).toEqual([]);
  });

  test('are fewer than those of the whole interface', () => {
    const others = allRoutes.flatMap((route) => route.refusals).filter((code) => errorCatalogue[code].reader !== 'visitor');
    expect(others).toEqual(expect.arrayContaining(['catalog_invalid', 'confirmation_required']));
    expect(JSON.stringify(buildOpenApi('https://book.example'))).toContain('catalog_invalid');
  });
});
