// What the build looks at besides the rules of the house: React's hooks, what a screen reader needs, and translations.
import wordpress from '@wordpress/eslint-plugin';
import accessibility from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import house from '../eslint.config.mjs';

const ours = house.filter(({ ignores, files }) => ignores === undefined || files !== undefined);
const forTypeScript = ours.map((part) => (part.files?.includes('**/*.ts') ? { ...part, files: ['**/*.{ts,tsx}'] } : part));

export default [
  ...forTypeScript,
  {
    ...accessibility.flatConfigs.recommended,
    files: ['**/*.tsx'],
  },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks, '@wordpress': wordpress },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@wordpress/i18n-text-domain': ['error', { allowedTextDomain: 'holdfast-booking' }],
      '@wordpress/i18n-translator-comments': 'error',
      '@wordpress/i18n-no-variables': 'error',
      '@wordpress/i18n-no-placeholders-only': 'error',
      '@wordpress/i18n-no-collapsible-whitespace': 'error',
      '@wordpress/i18n-no-flanking-whitespace': 'error',
      '@wordpress/i18n-hyphenated-range': 'error',
      '@wordpress/valid-sprintf': 'error',
    },
  },
];
