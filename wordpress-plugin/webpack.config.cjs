/* global __dirname */
// The build of @wordpress/scripts, with three changes: the settings screen as a second entry, our own JSX runtime, and a look at what is bundled.
const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const { resolve, sep } = require('node:path');
const DependencyExtractionWebpackPlugin = require('@wordpress/dependency-extraction-webpack-plugin');
const defaults = require('@wordpress/scripts/config/webpack.config');
const { DefinePlugin } = require('webpack');

const isJsxRuntime = (request) => request === 'react/jsx-runtime' || request === 'react/jsx-dev-runtime';

// The editor loads the widget by its address; the hash keeps browsers from showing an old one.
const widgetFile = resolve(__dirname, 'widget/holdfast.js');
const widgetVersion = existsSync(widgetFile)
  ? createHash('sha256').update(readFileSync(widgetFile)).digest('hex').slice(0, 12)
  : 'none';

/** Everything that is not ours comes from WordPress itself. What is bundled would be distributed by us: it needs a licence that says so. */
const nothingForeign = {
  apply: (compiler) => {
    compiler.hooks.thisCompilation.tap('NothingForeign', (compilation) => {
      compilation.hooks.finishModules.tap('NothingForeign', (modules) => {
        for (const { resource } of modules) {
          // Babel's helpers are MIT, as this plugin is.
          if (!resource?.includes(`${sep}node_modules${sep}`) || resource.includes(`${sep}@babel${sep}runtime${sep}`)) continue;
          if (/[\\/](css-loader|mini-css-extract-plugin)[\\/]/.test(resource)) continue;
          compilation.errors.push(new Error(`${resource} would be bundled: take it from WordPress, or check its licence first.`));
        }
      });
    });
  },
};

const extraction = new DependencyExtractionWebpackPlugin({
  // An empty answer means: bundle it.
  requestToExternal: (request) => (isJsxRuntime(request) ? '' : undefined),
});

module.exports = {
  ...defaults,
  entry: { ...defaults.entry(), 'settings/index': resolve(__dirname, 'src/settings/index.tsx') },
  resolve: {
    ...defaults.resolve,
    alias: {
      ...defaults.resolve.alias,
      'react/jsx-runtime': resolve(__dirname, 'src/shared/jsx-runtime.ts'),
      'react/jsx-dev-runtime': resolve(__dirname, 'src/shared/jsx-runtime.ts'),
    },
  },
  plugins: [
    ...defaults.plugins.filter((plugin) => plugin.constructor.name !== 'DependencyExtractionWebpackPlugin'),
    extraction,
    new DefinePlugin({ HOLDFAST_WIDGET_VERSION: JSON.stringify(widgetVersion) }),
    nothingForeign,
  ],
};
