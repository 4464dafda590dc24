<?php
/**
 * Connects the plugin with a link, as an administrator does who pastes it into the settings page.
 *
 * @package Holdfast\Demo
 */

declare(strict_types=1);

// Arguments: link. Answers the id that the service gave this site.
return static function ( array $args ): string {
	$request = new WP_REST_Request( 'POST', '/holdfast/v1/connection/link' );
	$request->set_param( 'link', $args['link'] );
	$response = rest_do_request( $request );
	if ( $response->is_error() ) {
		$error = $response->as_error();
		throw new RuntimeException( $error->get_error_code() . ': ' . $error->get_error_message() );
	}
	return $response->get_data()['siteId'];
};
