import { useState } from '@wordpress/element';
import type { Fields } from '../model/fields.ts';
import { parseProblem } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import type { Save } from './use-save.ts';

/** A change that waits for the code that was mailed for it. */
type Asked = { readonly sentTo: string | null; readonly body: string };

export type ConfirmedSave = {
  readonly save: Save;
  /** Where the code went, while one is waited for; undefined when none is. */
  readonly sentTo: string | null | undefined;
  readonly code: string;
  readonly setCode: (code: string) => void;
  /** Sends a body, without the code: the service mails a new one where it wants one. */
  readonly send: (body: Fields) => void;
  /** Sends a body with the code. A body that has changed since the code was mailed goes without it, because the code is for the other one. */
  readonly confirm: (body: Fields) => void;
  /** Waits for no code any more; what was typed stays. */
  readonly cancel: () => void;
};

/**
 * Saves what the service may want a second factor for.
 *
 * @param request sends a body and answers what to say when it is saved.
 */
export function useConfirmedSave(save: Save, request: (body: Fields) => Promise<string>): ConfirmedSave {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [code, setCode] = useState('');
  const stopAsking = (): void => {
    setAsked(null);
    setCode('');
  };
  const attempt = (body: Fields, confirmation: string | null): void => {
    const work = async (): Promise<string> => {
      const message = await request(confirmation === null ? body : { ...body, confirmation });
      stopAsking();
      return message;
    };
    save.run(() =>
      work().catch((thrown: unknown) => {
        const problem = parseProblem(thrown);
        if (problem.code === 'confirmation_required') {
          setAsked({ sentTo: problem.sentTo, body: JSON.stringify(body) });
          setCode('');
        }
        throw thrown;
      }),
    );
  };
  return {
    save,
    sentTo: asked?.sentTo ?? (asked === null ? undefined : null),
    code,
    setCode,
    send: (body) => attempt(body, null),
    confirm: (body) => attempt(body, asked?.body === JSON.stringify(body) ? code.trim() : null),
    cancel: () => {
      stopAsking();
      save.clear();
    },
  };
}

/** Whether a problem is shown by the field for the code, so that no other notice is needed. */
export const isAboutCode = ({ code }: Problem): boolean => code === 'confirmation_required' || code === 'confirmation_invalid';
