import { Fault, renewPaymentSetup } from '../core/index.ts';
import type { SetupPorts, TenantId } from '../core/index.ts';
import type { Log } from '../adapters/http/dependencies.ts';

/** Sets up what a business's payment accounts need at their provider, apart from requests. */
export type PaymentSetupDesk = {
  /** Sets up now what is due; what fails is logged and due again later. */
  readonly renew: (tenantId: TenantId) => Promise<void>;
  /** The same, without anybody waiting for it: an address of the business has changed. */
  readonly hurry: (tenantId: TenantId) => void;
  /** Waits for what is under way; nothing is begun any more. */
  readonly stop: () => Promise<void>;
};

/** Creates the desk that sets up payments. */
export function createPaymentSetupDesk(loadSettings: (tenantId: TenantId) => SetupPorts, log: Log): PaymentSetupDesk {
  const running = new Set<Promise<void>>();
  let isStopping = false;
  const renew = async (tenantId: TenantId): Promise<void> => {
    if (isStopping) return;
    try {
      await renewPaymentSetup(loadSettings(tenantId));
    } catch (error) {
      const isFault = error instanceof Fault;
      const text = error instanceof Error ? (isFault ? error.message : error.stack) : String(error);
      log.error({ tenantId, code: isFault ? error.code : 'internal_error', error: text }, 'payments could not be set up');
    }
  };
  return {
    renew,
    hurry: (tenantId) => {
      const work = renew(tenantId).finally(() => running.delete(work));
      running.add(work);
    },
    stop: async () => {
      isStopping = true;
      await Promise.all(running);
    },
  };
}
