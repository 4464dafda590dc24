<?php
/**
 * Plugin Name: A firewall for tests
 * Description: Answers REST requests with a page of its own, as security plugins do, while the option `test_firewall` is on.
 *
 * @package Holdfast\Tests
 */

declare(strict_types=1);

add_action(
	'plugins_loaded',
	static function (): void {
		if ( ! get_option( 'test_firewall' ) || 0 !== strpos( (string) ( $_SERVER['REQUEST_URI'] ?? '' ), '/wp-json/' ) ) {
			return;
		}
		status_header( 403 );
		header( 'Content-Type: text/html; charset=utf-8' );
		echo '<!doctype html><title>Forbidden</title><h1>You are not authorised to do this.</h1>';
		exit;
	},
	-100
);
