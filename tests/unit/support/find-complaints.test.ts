import { expect, test } from '@jest/globals';
import { findComplaints } from '../../support/wordpress/find-complaints.ts';

const stamp = '[23-Nov-2026 17:00:08 UTC] ';

const complaints = [
  'PHP Warning:  Undefined array key "x" in /site/wp-content/plugins/holdfast-booking/includes/Bridge.php on line 3',
  'PHP Deprecated:  strlen(): Passing null in /site/wp-content/plugins/holdfast-booking/includes/Bridge.php on line 3',
  'PHP Fatal error:  Uncaught Error in /site/wp-includes/class-wp-hook.php on line 3',
  'PHP Notice:  Function register_rest_route was called <strong>incorrectly</strong>. in /site/wp-includes/functions.php on line 2',
  'PHP Deprecated:  Function get_page_by_title is <strong>deprecated</strong> since version 6.2.0! in /site/wp-includes/functions.php on line 2',
  'WordPress database error no such table: wp_holdfast for query SELECT 1',
];

const noise = [
  'PHP Deprecated:  Using null as an array offset is deprecated, use an empty string instead in /wordpress/wp-includes/class-wp-block.php on line 3',
  'PHP Deprecated:  Implicit conversion in /site/wp-content/sqlite-database-integration/wp-includes/x.php on line 3',
  'PHP Warning:  An unexpected error occurred. (WordPress could not establish a secure connection to WordPress.org. Please contact your server administrator.) in /site/wp-includes/update.php on line 2',
  'some words of a plugin that writes its own lines',
  '',
];

test.each(complaints)('is a complaint: %s', (line) => {
  expect(findComplaints(`${noise.join('\n')}\n${stamp}${line}\n`)).toEqual([`${stamp}${line}`]);
});

test('what the newest PHP says about WordPress itself is none', () => {
  expect(findComplaints(noise.map((line) => stamp + line).join('\n'))).toEqual([]);
});
