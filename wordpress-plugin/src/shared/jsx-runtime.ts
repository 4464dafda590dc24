import { createElement, Fragment } from '@wordpress/element';
import type { ElementType, Key, ReactElement, ReactNode } from 'react';

// WordPress has the script `react-jsx-runtime` only since 6.6, and React's own runtime reaches into internals of one React version. This one
// works on every React that WordPress brings.

export { Fragment };

type Props = Readonly<Record<string, unknown>> & { readonly children?: ReactNode };

const withKey = ({ children: _, ...props }: Props, key: Key | undefined): Readonly<Record<string, unknown>> =>
  key === undefined ? props : { ...props, key };

/** Creates an element whose children are one value; what the compiler makes of JSX. */
export const jsx = (type: ElementType, props: Props, key?: Key): ReactElement =>
  props.children === undefined
    ? createElement(type, withKey(props, key))
    : createElement(type, withKey(props, key), props.children);

/** Creates an element whose children stand in the source and need no keys. */
export const jsxs = (type: ElementType, props: Props & { readonly children: readonly ReactNode[] }, key?: Key): ReactElement =>
  createElement(type, withKey(props, key), ...props.children);
