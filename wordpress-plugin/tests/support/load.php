<?php
/**
 * Loads the tests' WordPress into a process of its own.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

$_SERVER['HTTP_HOST']      = 'salon.example';
$_SERVER['HTTPS']          = 'on';
$_SERVER['REQUEST_URI']    = '/';
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REMOTE_ADDR']    = '203.0.113.7';

if ( defined( 'HOLDFAST_TEST_WITHOUT_PLUGIN' ) ) {
	$GLOBALS['wp_filter']['pre_option_active_plugins'][10]['none'] = array(
		'function'      => '__return_empty_array',
		'accepted_args' => 0,
	);
}
require $argv[1] . '/wp-load.php';
require __DIR__ . '/Fake_Service.php';
