import type { Picker } from '../state/picker.ts';
import type { TimesOptions } from '../view/times.ts';
import type { Money, WireService } from '../wire-types.ts';

/** What the times of a service are drawn from. */
export type OwnTimes = {
  readonly picker: Picker;
  readonly service: WireService;
  /** What the chosen stay costs, where that is known. */
  readonly total: Money | null;
  readonly options: TimesOptions;
};
