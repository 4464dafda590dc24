import { completeTexts } from '../../../core/words/en-later.ts';
import type { Texts } from '../../../core/words/en-later.ts';
import type { ViewContext, Words } from '../view/view-context.ts';

/** Words with all texts of their language. */
export type LaterWords = Words & { readonly texts: Texts };

/** What the views after the choice of a time need: all texts. */
export type LaterContext = ViewContext & { readonly texts: Texts };

/** Adds the later texts to a context. */
export const completeContext = (context: ViewContext): LaterContext => ({ ...context, texts: completeTexts(context.texts) });
