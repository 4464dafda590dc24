import type { TemplateResult } from 'lit-html';
import type { ApiClient } from '../api-client.ts';
import type { Lanes } from '../effects/lanes.ts';
import type { Lane, Notice, WidgetState } from '../state/booking-state.ts';
import type { Effect } from '../state/effect.ts';
import type { Message } from '../state/message.ts';
import type { Next } from '../state/next.ts';
import type { Picker } from '../state/picker.ts';
import type { Quote, WireService } from '../wire-types.ts';
import type { Line } from './line.ts';
import type { TimesOptions } from './times.ts';
import type { ViewContext } from './view-context.ts';

/** What the effects work with. */
export type EffectContext = {
  readonly api: ApiClient;
  /** The services that are offered here; empty for all. */
  readonly services: readonly string[];
  readonly lanes: Lanes<Lane>;
  /** Names the tab's memory of this widget. */
  readonly storageKey: string;
  readonly host: HTMLElement;
  readonly locale: string;
  readonly send: (message: Message) => void;
  /** Loads what is needed from the held time on; the same part each time. */
  readonly loadLater: () => Promise<LaterPart>;
};

/** The notices that only occur once a time was held. */
export type LaterNotice = Extract<Notice, { kind: 'slot_taken' | 'released' | 'declined' | 'price_changed' | 'other_tab' }>;

export type WrittenNotice = { readonly title: string; readonly body: unknown };

/** Everything from the held time on: one chunk, loaded when the visitor begins to act. */
export type LaterPart = {
  readonly styles: string;
  readonly decide: (state: WidgetState, message: Message, now: number) => Next | null;
  /** Begins with what an earlier page load left. */
  readonly resume: (context: EffectContext) => void;
  readonly run: (context: EffectContext, effect: Effect) => void;
  readonly viewStep: (state: WidgetState, context: ViewContext) => TemplateResult;
  readonly titleOfStep: (state: WidgetState, context: ViewContext) => string;
  readonly writeNotice: (notice: LaterNotice, state: WidgetState, context: ViewContext) => WrittenNotice;
  /** The price of what is chosen, line by line. */
  readonly viewQuote: (state: WidgetState, quote: Quote, context: ViewContext) => TemplateResult;
  /** What is said to somebody whose time is kept while the service is away. */
  readonly writeAwayKept: (context: ViewContext) => string;
  /** The time that is kept while the visitor looks at others. */
  readonly viewKept: (state: WidgetState, service: WireService, context: ViewContext) => TemplateResult | symbol;
  /** Loads what a service needs that is more than an appointment. */
  readonly prepare: (context: EffectContext, service: WireService | null) => Promise<void>;
  /** What is chosen about a service before its time: how many people, how long; nothing where there is no choice. */
  readonly viewChoices: (state: WidgetState, service: WireService, context: ViewContext) => TemplateResult;
  /** The times of a service where they are more than times of day. */
  readonly viewOwnTimes: (
    state: WidgetState,
    service: WireService,
    picker: Picker,
    context: ViewContext,
    options: TimesOptions,
  ) => TemplateResult;
  /** What the summary tells of a booking beside what, with whom by wish, and where. */
  readonly listLines: (state: WidgetState, service: WireService, context: ViewContext) => readonly Line[];
  /** What the folded summary says; null for the name of the service. */
  readonly writeFolded: (state: WidgetState, service: WireService, context: ViewContext) => string | null;
  readonly viewZoneChoice: (state: WidgetState, service: WireService, context: ViewContext) => TemplateResult;
  /** The form for a full day. */
  readonly viewWaiting: (state: WidgetState, context: ViewContext) => TemplateResult;
  /** What the live region says; empty for nothing. */
  readonly announce: (state: WidgetState, context: ViewContext) => string;
};
