import { expect, test } from '@jest/globals';
import { renderConfig } from '../../../../../service/demo/wordpress/render-config.ts';

const plan = { url: 'http://127.0.0.1:8789', salts: { AUTH_KEY: "it's \\ salt" }, debug: false, constants: {} };

test('values are written as PHP reads them', () => {
  const config = renderConfig({ ...plan, constants: { A_NUMBER: 5, A_FLAG: true, A_TEXT: 'Söder' } });
  expect(config).toContain(String.raw`$holdfast_define( 'AUTH_KEY', 'it\'s \\ salt' );`);
  expect(config).toContain(`$holdfast_define( 'A_NUMBER', 5 );`);
  expect(config).toContain(`$holdfast_define( 'A_FLAG', true );`);
  expect(config).toContain(`$holdfast_define( 'A_TEXT', 'Söder' );`);
});

test('the site reaches nobody but this machine and asks for no updates', () => {
  const config = renderConfig(plan);
  expect(config).toContain(`'WP_HTTP_BLOCK_EXTERNAL', true`);
  expect(config).toContain(`'WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost'`);
  expect(config).toContain(`'AUTOMATIC_UPDATER_DISABLED', true`);
});

test('a constant that is given replaces the usual one', () => {
  expect(renderConfig({ ...plan, constants: { WP_HTTP_BLOCK_EXTERNAL: false } })).not.toContain(`'WP_HTTP_BLOCK_EXTERNAL', true`);
});
