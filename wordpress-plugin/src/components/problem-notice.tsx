import { Notice } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Problem } from '../model/problem.ts';
import { readLocale } from '../shared/language.ts';

/** What happened and what to do next, as text. */
export function ProblemText({ problem }: { readonly problem: Problem }) {
  return (
    <>
      <p className="holdfast-strong">{problem.title || __('Something went wrong.', 'holdfast-booking')}</p>
      {problem.advice !== '' && <p>{problem.advice}</p>}
      {problem.code === 'fetch_error' && <p>{__('Try again when the connection is back.', 'holdfast-booking')}</p>}
    </>
  );
}

const capitalize = (text: string): string => text.charAt(0).toLocaleUpperCase(readLocale()) + text.slice(1);

const fields = 'input, select, textarea, button';

// An id may belong to a group of fields: the first of them is meant.
const focusField = (id: string): void => {
  const place = document.getElementById(id);
  const element = place?.matches(fields) ? place : place?.querySelector<HTMLElement>(fields);
  element?.focus();
  element?.scrollIntoView({ block: 'center' });
};

/**
 * The summary of a save that failed: it takes the focus, and each of its lines leads to the field.
 *
 * @param props `findFieldId` finds the element of a path, `nameField` its label; what no field shows is said here in full.
 */
export function ProblemNotice({
  problem,
  findFieldId,
  nameField,
}: {
  readonly problem: Problem;
  readonly findFieldId?: (path: string) => string | null;
  readonly nameField?: (path: string) => string | null;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [problem]);
  return (
    <div ref={box} tabIndex={-1} className="holdfast-problem">
      <Notice status="error" isDismissible={false} politeness="polite">
        <ProblemText problem={problem} />
        {problem.fields.length > 0 && (
          <ul className="holdfast-problem-list">
            {problem.fields.map(({ path, message }) => {
              const id = findFieldId?.(path) ?? null;
              const name = nameField?.(path) ?? null;
              // The service's words go on behind the field's name: "must not be empty".
              const text = name !== null && /^\p{Ll}/u.test(message) ? `${name} ${message}` : capitalize(message || path);
              return (
                <li key={path + message}>
                  {id === null ? (
                    text
                  ) : (
                    <a
                      href={`#${id}`}
                      onClick={(event) => {
                        event.preventDefault();
                        focusField(id);
                      }}
                    >
                      {text}
                    </a>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Notice>
    </div>
  );
}
