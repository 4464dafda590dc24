import { afterAll, beforeAll } from '@jest/globals';
import { launchBrowser } from './browser.ts';
import type { LaunchedBrowser } from './browser.ts';
import { servePlainPage } from './plain-page.ts';
import type { PlainPage } from './plain-page.ts';
import { startServiceHarness } from './service-harness.ts';
import type { ServiceHarness } from './service-harness.ts';

/** A service, a plain page of another origin with its widget, and a browser to look at it; there while the tests of a file run. */
export type WidgetSite = {
  readonly harness: ServiceHarness;
  readonly site: PlainPage;
  readonly launched: LaunchedBrowser;
};

/** Starts all three before the tests of a file and stops them after it. */
export function useWidgetSite(options: Parameters<typeof startServiceHarness>[0] = {}): WidgetSite {
  const started: { -readonly [Part in keyof WidgetSite]?: WidgetSite[Part] } = {};
  beforeAll(async () => {
    started.harness = await startServiceHarness({ origins: ['http://127.0.0.1:*'], ...options });
    started.site = await servePlainPage(started.harness.url, 'site_a');
    started.launched = await launchBrowser();
  });
  afterAll(async () => {
    await started.launched?.close();
    await started.site?.stop();
    await started.harness?.stop();
  });
  const part = <Part extends keyof WidgetSite>(name: Part): NonNullable<WidgetSite[Part]> => {
    const found = started[name];
    if (found === undefined) throw new Error(`the ${name} is there only while tests run`);
    return found;
  };
  return {
    get harness() {
      return part('harness');
    },
    get site() {
      return part('site');
    },
    get launched() {
      return part('launched');
    },
  };
}
