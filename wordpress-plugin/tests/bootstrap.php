<?php
/**
 * Loads a real WordPress with this plugin into the process of the tests.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

use Holdfast\Booking\Tests\Temporary_Site;

// WordPress makes these where it is loaded, and PHPUnit loads this file inside a function.
global $shortcode_tags, $_wp_sidebars_widgets;

foreach ( array( 'Temporary_Site', 'Fake_Service', 'Spy_Server', 'Site_Test_Case', 'Server' ) as $holdfast_file ) {
	require_once __DIR__ . '/support/' . $holdfast_file . '.php';
	if ( 'Temporary_Site' === $holdfast_file ) {
		// The others need WordPress's classes.
		$GLOBALS['holdfast_site'] = new Temporary_Site( (string) getenv( 'HOLDFAST_WORDPRESS' ), dirname( __DIR__ ) );

		$_SERVER['HTTP_HOST']      = 'salon.example';
		$_SERVER['HTTPS']          = 'on';
		$_SERVER['REQUEST_URI']    = '/';
		$_SERVER['REQUEST_METHOD'] = 'GET';
		$_SERVER['REMOTE_ADDR']    = '203.0.113.7';
		require $GLOBALS['holdfast_site']->folder . '/wp-load.php';
	}
}
