<?php
/**
 * Plugin Name:       Holdfast Booking
 * Description:       Visitors pick a time and pay inside your own pages. Needs a Holdfast booking service, which you or your agency run; see the readme.
 * Version:           0.1.0
 * Requires at least: 6.5
 * Requires PHP:      7.4
 * Author:            Holdfast contributors
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       holdfast-booking
 *
 * This file must be readable by any PHP that WordPress runs on, so that an old one gets a sentence and not a syntax error.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/includes/requirements.php';

$missing = describe_missing_requirements( PHP_VERSION, (string) $GLOBALS['wp_version'], function_exists( 'sodium_crypto_sign_detached' ) );

if ( array() === $missing ) {
	require_once __DIR__ . '/includes/autoload.php';
	Plugin::start( __FILE__ );
} else {
	show_missing_requirements( $missing );
}

unset( $missing );
