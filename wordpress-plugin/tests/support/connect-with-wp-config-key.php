<?php
/**
 * Connects with a key of wp-config.php, and says what came of it.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

use Holdfast\Booking\Connection;
use Holdfast\Booking\Connection_Controller;
use Holdfast\Booking\Connector;
use Holdfast\Booking\Service_Client;
use Holdfast\Booking\Service_Request;
use Holdfast\Booking\Tests\Fake_Service;

define( 'HOLDFAST_SIGNING_KEY', $argv[2] );
require __DIR__ . '/load.php';

$service   = new Fake_Service();
$connector = new Connector( new Service_Client() );
$service->start();
$service->let_in()->answer( 200, '{}' );
$connector->connect_with_link( Fake_Service::URL . '/connect#hfc_grant' );
( new Service_Client() )->send( new Service_Request( 'GET', '/v1/services' ) );
$connected = json_decode( $service->requests[0]['body'], true );
$change    = $connector->change_key( 1 );

echo wp_json_encode(
	array(
		'connection' => Connection_Controller::describe(),
		'connected'  => $connected,
		'isSigned'   => Fake_Service::is_signed( $service->requests[1], $connected['publicKey'] ),
		'option'     => get_option( Connection::OPTION ),
		'change'     => array( $change->get_error_code(), $change->get_error_data()['status'] ),
	)
);
