/**
 * What is used of WordPress's own packages, as WordPress 6.5 has it: nothing that is newer, and nothing that 7.x calls deprecated. The packages' published types
 * would bring 25,000 files with them and know everything that later versions added.
 *
 * @see https://github.com/WordPress/gutenberg/tree/wp/6.5/packages
 */

declare module '@wordpress/element' {
  export { createContext, createElement, Fragment, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
  import type { ReactNode } from 'react';

  export function createRoot(place: Element): { readonly render: (node: ReactNode) => void };
}

declare module '@wordpress/i18n' {
  export function __(text: string, domain: string): string;
  export function _n(single: string, plural: string, count: number, domain: string): string;
  export function sprintf(format: string, ...values: readonly (string | number)[]): string;
}

declare module '@wordpress/api-fetch' {
  type Options = {
    readonly path: string;
    readonly method?: 'GET' | 'POST' | 'PUT';
    /** Sent as JSON. */
    readonly data?: object;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** Rejects with WordPress's error as plain data. */
  export default function apiFetch(options: Options): Promise<unknown>;
}

declare module '@wordpress/compose' {
  import type { RefCallback } from 'react';

  export function useCopyToClipboard<Type extends HTMLElement>(text: string, onSuccess: () => void): RefCallback<Type>;
}

declare module '@wordpress/components' {
  import type {
    AnchorHTMLAttributes,
    AriaAttributes,
    ButtonHTMLAttributes,
    ComponentType,
    MouseEventHandler,
    ReactElement,
    ReactNode,
    RefCallback,
  } from 'react';

  type WithChildren = { readonly className?: string; readonly children: ReactNode };
  type Labelled = { readonly label: string; readonly hideLabelFromVision?: boolean; readonly help?: ReactNode };
  type Field = Labelled & { readonly id?: string; readonly __nextHasNoMarginBottom: true } & AriaAttributes;
  type Sized = { readonly __next40pxDefaultSize: true };
  type Option = { readonly label: string; readonly value: string };

  type ButtonLook = {
    readonly variant?: 'primary' | 'secondary' | 'tertiary' | 'link';
    readonly size?: 'default' | 'compact' | 'small';
    readonly icon?: string;
    /** The name of a button that shows only its icon. */
    readonly label?: string;
    readonly isBusy?: boolean;
    readonly isDestructive?: boolean;
    readonly __next40pxDefaultSize?: boolean;
    readonly children?: ReactNode;
  };
  type ButtonProps =
    | (ButtonLook & ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: RefCallback<HTMLButtonElement> })
    | (ButtonLook & AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string });
  export const Button: ComponentType<ButtonProps>;

  export const Card: ComponentType<WithChildren>;
  export const CardBody: ComponentType<WithChildren>;
  export const CardHeader: ComponentType<WithChildren>;

  export const CheckboxControl: ComponentType<{
    readonly __nextHasNoMarginBottom: true;
    readonly className?: string;
    readonly label: string;
    readonly help?: ReactNode;
    readonly checked: boolean;
    readonly onChange: (isChecked: boolean) => void;
  }>;

  export const ComboboxControl: ComponentType<
    Omit<Field, 'id'> &
      Sized & {
        readonly value: string;
        readonly options: readonly Option[];
        readonly allowReset: boolean;
        readonly onChange: (value: string | null | undefined) => void;
      }
  >;

  export const Dashicon: ComponentType<{ readonly icon: string } & AriaAttributes>;
  export const ExternalLink: ComponentType<{ readonly href: string; readonly children: ReactNode }>;

  export const Modal: ComponentType<{
    readonly title: string;
    readonly size?: 'small' | 'medium' | 'large' | 'fill';
    readonly className?: string;
    readonly onRequestClose: () => void;
    readonly children: ReactNode;
  }>;

  export const Notice: ComponentType<{
    readonly status: 'success' | 'info' | 'warning' | 'error';
    readonly politeness?: 'polite' | 'assertive';
    readonly isDismissible?: boolean;
    readonly onRemove?: () => void;
    readonly actions?: readonly { readonly label: string; readonly onClick: MouseEventHandler<HTMLButtonElement> }[];
    readonly children: ReactNode;
  }>;

  export const PanelBody: ComponentType<{ readonly title: string; readonly children: ReactNode }>;

  export const Placeholder: ComponentType<{
    readonly icon: ReactElement;
    readonly label: string;
    readonly instructions?: string;
    readonly children?: ReactNode;
  }>;

  export const RadioControl: ComponentType<
    Labelled & {
      readonly selected: string;
      readonly options: readonly Option[];
      readonly onChange: (value: string) => void;
    }
  >;

  export const SelectControl: ComponentType<
    Field & Sized & { readonly value: string; readonly options: readonly Option[]; readonly onChange: (value: string) => void }
  >;

  export const Spinner: ComponentType;

  export const TextControl: ComponentType<
    Field &
      Sized & {
        readonly value: string;
        readonly onChange: (value: string) => void;
        readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password' | undefined;
        readonly inputMode?: 'numeric' | 'decimal' | 'url' | undefined;
        readonly autoComplete?: string;
        readonly placeholder?: string | undefined;
        readonly dir?: 'ltr';
      }
  >;

  export const TextareaControl: ComponentType<
    Omit<Field, 'id'> & { readonly value: string; readonly rows: number; readonly onChange: (value: string) => void }
  >;
}

declare module '@wordpress/blocks' {
  import type { ComponentType, ReactElement } from 'react';

  export function registerBlockType<Attributes>(
    name: string,
    settings: {
      readonly icon: ReactElement;
      readonly edit: ComponentType<{
        readonly attributes: Attributes;
        readonly setAttributes: (changed: Partial<Attributes>) => void;
      }>;
    },
  ): unknown;
}

declare module '@wordpress/block-editor' {
  import type { ComponentType, HTMLAttributes, ReactNode } from 'react';

  export function useBlockProps(props?: { readonly className?: string }): HTMLAttributes<HTMLDivElement>;

  export const InspectorControls: ComponentType<{ readonly group?: 'settings' | 'styles'; readonly children: ReactNode }>;

  /** A panel with colours of the theme's palette. A value that was cleared comes back as undefined. */
  export const PanelColorSettings: ComponentType<{
    readonly title: string;
    readonly colorSettings: readonly {
      readonly value: string | undefined;
      readonly onChange: (colour: string | undefined) => void;
      readonly label: string;
    }[];
    readonly children?: ReactNode;
  }>;
}
