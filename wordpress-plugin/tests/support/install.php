<?php
/**
 * Installs the tests' WordPress, in a process of its own: WordPress cannot be installed and used in the same one.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

use Holdfast\Booking\Tests\Temporary_Site;

require __DIR__ . '/Temporary_Site.php';

define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST']   = 'salon.example';
$_SERVER['HTTPS']       = 'on';
$_SERVER['REQUEST_URI'] = '/';
require $argv[1] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

// Nobody reads the mails of a test.
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'Salon', 'owner', 'owner@salon.example', false, '', 'a password of tests' );
update_option( 'home', Temporary_Site::HOME );
update_option( 'siteurl', Temporary_Site::HOME );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'timezone_string', 'Europe/Stockholm' );
update_option( 'active_plugins', array( 'holdfast-booking/holdfast-booking.php' ) );
