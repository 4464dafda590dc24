declare module '*.css';

/** A hash of the widget's file, set by webpack.config.cjs. */
declare const HOLDFAST_WIDGET_VERSION: string;
