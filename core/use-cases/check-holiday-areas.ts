import type { CatalogDocument } from '../catalog/catalog.ts';
import type { CatalogMistake } from '../catalog/check-catalog.ts';
import type { DateRules, HolidayRule } from '../catalog/schedule.ts';
import type { Ports } from '../ports/ports.ts';

/** Finds holiday rules of countries and regions that do not exist. */
export async function checkHolidayAreas(
  { holidays }: Pick<Ports, 'holidays'>,
  { schedules = [], resources }: CatalogDocument,
): Promise<readonly CatalogMistake[]> {
  const rules = [...listRules('schedules', schedules), ...listRules('resources', resources)];
  const checked = await Promise.all(rules.map(async ({ rule, path }) => ({ rule, path, found: await holidays.findArea(rule) })));
  return checked.flatMap(({ rule: { country, region }, path, found }): readonly CatalogMistake[] => {
    if (found === 'known') return [];
    return found === 'unknown_country'
      ? [{ path: `${path}.country`, message: `no holidays are known for "${country}"` }]
      : [{ path: `${path}.region`, message: `"${region ?? ''}" is not a region of ${country} whose holidays are known` }];
  });
}

const listRules = (
  list: string,
  holders: readonly DateRules[],
): readonly { readonly rule: HolidayRule; readonly path: string }[] =>
  holders.flatMap(({ holidays = [] }, index) =>
    holidays.map((rule, place) => ({ rule, path: `${list}.${index}.holidays.${place}` })),
  );
