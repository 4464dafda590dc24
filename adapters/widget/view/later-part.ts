import type { TemplateResult } from 'lit-html';
import type { ApiClient } from '../api-client.ts';
import type { Lanes } from '../effects/lanes.ts';
import type { Lane, Notice, WidgetState } from '../state/booking-state.ts';
import type { Effect } from '../state/effect.ts';
import type { Message } from '../state/message.ts';
import type { Next } from '../state/next.ts';
import type { Quote, WireService } from '../wire-types.ts';
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
  readonly viewQuoteLines: (quote: Quote, context: ViewContext) => TemplateResult | symbol;
  readonly viewDue: (quote: Quote, context: ViewContext) => TemplateResult | symbol;
  /** The time that is kept while the visitor looks at others. */
  readonly viewKept: (state: WidgetState, service: WireService, context: ViewContext) => TemplateResult | symbol;
  /** The durations to choose from; nothing where there is one. */
  readonly viewDurations: (state: WidgetState, service: WireService, context: ViewContext) => TemplateResult | symbol;
  readonly viewZoneChoice: (state: WidgetState, service: WireService, context: ViewContext) => TemplateResult;
  /** The form for a full day. */
  readonly viewWaiting: (state: WidgetState, context: ViewContext) => TemplateResult;
  /** What the live region says; empty for nothing. */
  readonly announce: (state: WidgetState, context: ViewContext) => string;
};
