<?php
/**
 * Finds a visitor behind a proxy, before and after wp-config.php names the proxy's header.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

use Holdfast\Booking\Visitor_Address;

require __DIR__ . '/load.php';

$_SERVER['REMOTE_ADDR']          = '10.0.0.1';
$_SERVER['HTTP_X_FORWARDED_FOR'] = '198.51.100.9, 203.0.113.7';

$unnamed = Visitor_Address::find();
define( 'HOLDFAST_VISITOR_ADDRESS_HEADER', 'X-Forwarded-For' );
echo wp_json_encode(
	array(
		'named'   => Visitor_Address::find(),
		'unnamed' => $unnamed,
	)
);
