<?php
/**
 * Plugin Name: Counts queries
 * Description: Says at the end of a page how many questions it has asked the database.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

add_action(
	'wp_footer',
	static function (): void {
		echo '<!-- queries: ' . (int) get_num_queries() . ' -->';
	},
	PHP_INT_MAX
);
