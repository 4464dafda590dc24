import type { Configuration } from '../../config.ts';
import { say, showLine } from '../terminal.ts';
import { openDemoSite } from './open-demo-site.ts';
import type { DemoSite, DemoSitePlan } from './open-demo-site.ts';

/** A site to open in a demo that may do without one. */
export type SitePlan = Pick<DemoSitePlan, 'folder' | 'environment' | 'signal'> & {
  readonly withWordPress: boolean;
  readonly running: { readonly stop: () => Promise<void> }[];
};

/** Opens the WordPress while the rest starts. Null when there is none: that is said, and no reason to give up. */
export async function openSite(plan: SitePlan, isOurs: Promise<unknown>): Promise<DemoSite | null> {
  const { withWordPress, folder, environment, running, signal } = plan;
  if (!withWordPress) return null;
  const listeners = {
    onStarted: (part: SitePlan['running'][number]) => void running.push(part),
    onProgress: say,
    onLine: showLine,
  };
  try {
    return await openDemoSite({ folder, environment, signal, isOurs, ...listeners });
  } catch (error) {
    if (!signal.aborted) sayNoWordPress(error);
    return null;
  }
}

/** Connects the site with the service that runs now; one that cannot be connected is stopped, and the demo goes on without it. */
export async function connectSite(
  site: DemoSite | null,
  configuration: Configuration,
  serviceUrl: string,
): Promise<DemoSite | null> {
  try {
    await site?.connect(configuration, serviceUrl);
    return site;
  } catch (error) {
    sayNoWordPress(error);
    await site?.stop();
    return null;
  }
}

function sayNoWordPress(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  say(`\nThere is no WordPress this time. ${reason}\nThe demo goes on without it: the booking page below is a plain one.\n`);
}
