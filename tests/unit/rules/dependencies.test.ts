import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plantTree, repository, runTool } from './seeded-tree.ts';

/** Where code of this repository stands; a folder appears when it has code. */
const tops = ['core', 'adapters', 'google-calendar-adapter', 'service', 'examples', 'wordpress-plugin/src/model', 'tests'];

type Violation = { readonly from: string; readonly to: string; readonly rule: { readonly name: string } };
type Report = { readonly summary: { readonly violations: readonly Violation[]; readonly totalCruised: number } };

async function cruise(folder: string, tops: readonly string[]): Promise<Report['summary']> {
  const words = ['--config', path.join(repository, '.dependency-cruiser.cjs'), '--output-type', 'json', ...tops];
  const report: Report = JSON.parse(await runTool(folder, 'dependency-cruiser/bin/dependency-cruise.mjs', ...words));
  return report.summary;
}

const imports = (...targets: readonly string[]): string =>
  `${targets.map((target) => `import '${target}';`).join('\n')}\nexport const value = 1;\n`;
const importsType = (target: string): string => `import type { Value } from '${target}';\nexport type Other = Value;\n`;
const plain = 'export type Value = number;\nexport const value = 1;\n';
const aPackage = (name: string) => ({
  [`node_modules/${name}/package.json`]: `{"name":"${name}","version":"1.0.0","main":"index.js"}`,
  [`node_modules/${name}/index.js`]: '',
});

/** One file per forbidden arrow: rule, importing file, what it imports. */
const forbidden: readonly (readonly [rule: string, from: string, content: string])[] = [
  ['core-errors-imports-only-earlier-layers', 'core/errors/fault.ts', importsType('../catalog/service.ts')],
  ['core-money-imports-only-earlier-layers', 'core/money/money.ts', imports('../time/instant.ts')],
  ['core-time-imports-only-earlier-layers', 'core/time/zone.ts', imports('../money/currency.ts')],
  ['core-ids-imports-only-earlier-layers', 'core/ids.ts', imports('./order/order.ts')],
  ['core-access-imports-only-earlier-layers', 'core/access/confirmation.ts', importsType('../catalog/service.ts')],
  ['core-catalog-imports-only-earlier-layers', 'core/catalog/catalog.ts', imports('../pricing/quote.ts')],
  ['core-availability-imports-only-earlier-layers', 'core/availability/slot.ts', imports('../pricing/quote.ts')],
  ['core-pricing-imports-only-earlier-layers', 'core/pricing/compute-quote.ts', imports('../booking/booking.ts')],
  ['core-booking-imports-only-earlier-layers', 'core/booking/move-booking.ts', imports('../order/order.ts')],
  ['core-payment-imports-only-earlier-layers', 'core/payment/payment.ts', imports('../booking/booking.ts')],
  ['core-order-imports-only-earlier-layers', 'core/order/decide.ts', imports('../notification/compose-message.ts')],
  ['core-notification-imports-only-earlier-layers', 'core/notification/render-message.ts', importsType('../ports/clock.ts')],
  ['core-report-imports-only-earlier-layers', 'core/report/compute-findings.ts', importsType('../ports/clock.ts')],
  ['core-ports-imports-only-earlier-layers', 'core/ports/store.ts', importsType('../use-cases/place-hold.ts')],
  ['core-use-cases-imports-only-earlier-layers', 'core/use-cases/list-slots.ts', imports('../index.ts')],
  ['core-has-no-unknown-folder', 'core/index.ts', imports('./helpers/anything.ts')],
  ['core-imports-only-itself', 'core/order/ledger.ts', imports('node:crypto')],
  ['core-imports-only-itself', 'core/order/order-lines.ts', imports('pg')],
  ['core-imports-only-itself', 'core/use-cases/deliver-effects.ts', importsType('../../adapters/email/types.ts')],
  ['core-is-entered-by-its-front-door', 'adapters/postgres/save-order.ts', importsType('../../core/order/order.ts')],
  ['core-is-entered-by-its-front-door', 'service/serve.ts', imports('../core/use-cases/place-hold.ts')],
  ['an-adapter-imports-no-other-adapter', 'adapters/email/send.ts', imports('../ical/render.ts')],
  ['an-adapter-imports-no-other-adapter', 'google-calendar-adapter/sync.ts', imports('../adapters/ical/render.ts')],
  ['an-adapter-imports-no-other-adapter', 'adapters/ical/feed.ts', importsType('../../google-calendar-adapter/types.ts')],
  ['nothing-below-imports-the-service', 'adapters/http/app.ts', imports('../../service/main.ts')],
  ['nothing-below-imports-the-service', 'core/money/format.ts', imports('../../wordpress-plugin/src/model/allowed.ts')],
  ['the-plugin-model-is-plain', 'wordpress-plugin/src/model/money.ts', imports('../../../core/index.ts')],
  ['the-plugin-model-is-plain', 'wordpress-plugin/src/model/duration.ts', importsType('../shared/request.ts')],
  [
    'the-widget-takes-only-words-and-types-from-the-core',
    'adapters/widget/element.ts',
    imports('../../core/front.ts', '../../core/index.ts'),
  ],
  ['only-the-widget-takes-words-one-by-one', 'adapters/http/pages.ts', imports('../../core/words/sv.ts')],
  ['words-are-only-words', 'core/words/en.ts', imports('../money/currency.ts')],
  ['core-words-imports-only-earlier-layers', 'core/words/de.ts', importsType('../catalog/service.ts')],
  ['the-widget-stays-small', 'adapters/widget/view.ts', imports('pg')],
  ['the-widget-stays-small', 'adapters/widget/load.ts', imports('node:fs')],
  ['nothing-imports-tests', 'adapters/memory/store.ts', imports('../../tests/support/clock.ts')],
  ['nothing-imports-tests', 'examples/booking.ts', imports('../tests/support/clock.ts')],
  ['shipped-code-needs-no-development-package', 'adapters/stripe/client.ts', imports('a-test-tool')],
  ['no-cycle', 'service/one.ts', imports('./two.ts')],
  ['no-cycle', 'service/circle.ts', importsType('./shape.ts')],
  ['everything-imported-exists', 'service/lost.ts', imports('./nowhere.ts')],
];

/** What the forbidden arrows point to, and arrows that are allowed and must not be reported. */
const surroundings = {
  'package.json': JSON.stringify({
    name: 'seeded',
    type: 'module',
    dependencies: { pg: '1', 'temporal-polyfill': '1', 'lit-html': '1' },
    devDependencies: { 'a-test-tool': '1' },
  }),
  ...aPackage('pg'),
  ...aPackage('temporal-polyfill'),
  ...aPackage('lit-html'),
  ...aPackage('a-test-tool'),
  ...Object.fromEntries(
    [
      'core/catalog/service.ts',
      'core/money/currency.ts',
      'core/order/order.ts',
      'core/pricing/quote.ts',
      'core/booking/booking.ts',
      'core/notification/compose-message.ts',
      'core/ports/clock.ts',
      'core/use-cases/place-hold.ts',
      'core/helpers/anything.ts',
      'adapters/email/types.ts',
      'adapters/ical/render.ts',
      'google-calendar-adapter/types.ts',
      'service/main.ts',
      'wordpress-plugin/src/model/hours.ts',
      'wordpress-plugin/src/shared/request.ts',
      'tests/support/clock.ts',
      'core/front.ts',
      'core/words/sv.ts',
    ].map((file) => [file, plain]),
  ),
  'core/time/instant.ts': imports('temporal-polyfill'),
  'service/two.ts': imports('./one.ts'),
  'service/shape.ts': `${importsType('./circle.ts')}export type Value = number;\n`,
};

const allowed = {
  'core/order/allowed.ts': imports('../booking/booking.ts', '../catalog/service.ts', '../time/instant.ts'),
  'core/use-cases/allowed.ts': imports('../order/order.ts', '../notification/compose-message.ts'),
  'adapters/widget/allowed.ts': `${importsType('../../core/index.ts')}import '../../core/words/sv.ts';\nimport 'lit-html';\n`,
  'adapters/widget/entry.ts': "export const load = () => import('./chunk.ts');\n",
  'adapters/widget/chunk.ts': imports('./entry.ts'),
  'adapters/widget/build.ts': imports('node:fs', 'pg'),
  'adapters/postgres/allowed.ts': imports('../../core/index.ts', './save-order.ts', 'pg', 'node:fs'),
  'wordpress-plugin/src/model/allowed.ts': imports('./hours.ts'),
  'service/allowed.ts': imports('../core/index.ts', '../adapters/ical/render.ts', '../adapters/postgres/allowed.ts'),
  'tests/unit/allowed.ts': imports(
    '../../core/order/order.ts',
    '../../adapters/ical/render.ts',
    '../../service/main.ts',
    'a-test-tool',
  ),
};

describe('a tree with every forbidden arrow', () => {
  let tree: Awaited<ReturnType<typeof plantTree>>;
  let violations: readonly Violation[];

  beforeAll(async () => {
    tree = await plantTree({
      ...surroundings,
      ...allowed,
      ...Object.fromEntries(forbidden.map(([, from, content]) => [from, content])),
    });
    ({ violations } = await cruise(tree.folder, tops));
  }, 60_000);
  afterAll(() => tree.remove());

  test.each(forbidden)('%s: %s', (rule, from) => {
    expect(violations.filter((violation) => violation.from === from).map((violation) => violation.rule.name)).toContain(rule);
  });

  test.each(Object.keys(allowed))('nothing is reported of %s', (from) => {
    expect(violations.filter((violation) => violation.from === from)).toEqual([]);
  });

  test('every rule of the configuration is broken here', () => {
    const configuration: { readonly forbidden: readonly { readonly name: string }[] } = createRequire(import.meta.url)(
      '../../../.dependency-cruiser.cjs',
    );
    expect(new Set(forbidden.map(([rule]) => rule))).toEqual(new Set(configuration.forbidden.map(({ name }) => name)));
  });
});

test('this repository breaks no rule', async () => {
  const summary = await cruise(
    repository,
    tops.filter((top) => existsSync(path.join(repository, top))),
  );
  expect(summary.totalCruised).toBeGreaterThan(200);
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
}, 60_000);
