import { TextareaControl, TextControl } from '@wordpress/components';
import type { ReactNode } from 'react';
import { FieldHelp } from './field-help.tsx';

type TextFieldProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with the field, if anything. */
  readonly problem?: string | null | undefined;
  readonly help?: ReactNode;
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password';
  readonly inputMode?: 'numeric' | 'decimal' | 'url' | undefined;
  readonly autoComplete?: string;
  readonly placeholder?: string | undefined;
  /** How wide the field may grow: for a text, for a word, for a number. */
  readonly size?: 'full' | 'short' | 'tiny';
  readonly isHidden?: boolean;
  /** For what is written from left to right in every language: keys and addresses. */
  readonly dir?: 'ltr';
};

/** One line of text with its label, its help and what is wrong with it. */
export function TextField({ problem = null, help, size = 'full', isHidden = false, onChange, ...input }: TextFieldProps) {
  const isWrong = problem !== null;
  return (
    <div className={`holdfast-field holdfast-field-${size}${isWrong ? ' holdfast-field-wrong' : ''}`}>
      <TextControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        {...input}
        autoComplete={input.autoComplete ?? 'off'}
        hideLabelFromVision={isHidden}
        onChange={onChange}
        aria-invalid={isWrong}
        help={isWrong || help ? <FieldHelp problem={problem} help={help} /> : undefined}
      />
    </div>
  );
}

/** Several lines of text. */
export function TextAreaField(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | null;
  readonly help?: ReactNode;
}) {
  const { id, label, value, onChange, problem = null, help } = props;
  return (
    // The control makes its own id, and one that is given parts it from its label.
    <div id={id} className={`holdfast-field${problem === null ? '' : ' holdfast-field-wrong'}`}>
      <TextareaControl
        __nextHasNoMarginBottom
        rows={3}
        {...{ label, value, onChange }}
        aria-invalid={problem !== null}
        help={problem !== null || help ? <FieldHelp problem={problem} help={help} /> : undefined}
      />
    </div>
  );
}
