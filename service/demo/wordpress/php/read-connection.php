<?php
/**
 * Tells how the plugin is connected, by its own REST route.
 *
 * @package Holdfast\Demo
 */

declare(strict_types=1);

// Answers { isConnected, isCopy, serviceUrl, isAnswered: whether the service answers over the bridge }.
return static function ( array $args ): array {
	$connection = rest_do_request( new WP_REST_Request( 'GET', '/holdfast/v1/connection' ) )->get_data();
	$request    = new WP_REST_Request( 'GET', '/holdfast/v1/services' );
	$request->set_body( '' );
	$services = rest_do_request( $request );
	return array(
		'isConnected' => $connection['connected'],
		'isCopy'      => $connection['isCopy'],
		'serviceUrl'  => $connection['serviceUrl'],
		'isAnswered'  => 200 === $services->get_status(),
	);
};
