<?php
/**
 * Lets the program that started this site work inside WordPress. It alone knows the token; this folder goes when the setup is done.
 *
 * @package Holdfast\Demo
 */

declare(strict_types=1);

if ( 'POST' !== $_SERVER['REQUEST_METHOD'] || ! hash_equals( '{TOKEN}', (string) ( $_SERVER['HTTP_X_HOLDFAST_SETUP'] ?? '' ) ) ) {
	http_response_code( 404 );
	exit;
}

// What plugins print on the way must not get into the answer.
ob_start();
$holdfast_steps  = json_decode( (string) file_get_contents( 'php://input' ), true );
$holdfast_answer = static function ( array $answer, int $status ): void {
	while ( ob_get_level() > 0 ) {
		ob_end_clean();
	}
	http_response_code( $status );
	header( 'Content-Type: application/json' );
	echo json_encode( $answer );
	exit;
};
if ( 0 === strpos( $holdfast_steps[0]['file'], 'install-wordpress-' ) ) {
	// Without it WordPress sends everybody to its own installer.
	define( 'WP_INSTALLING', true );
}
try {
	require dirname( __DIR__ ) . '/wp-load.php';
	if ( ! wp_installing() ) {
		wp_set_current_user( 1 );
	}
	$holdfast_values = array();
	foreach ( $holdfast_steps as $holdfast_step ) {
		$holdfast_function = require __DIR__ . '/' . basename( $holdfast_step['file'] );
		$holdfast_values[] = $holdfast_function( $holdfast_step['args'] );
	}
	$holdfast_answer( array( 'values' => $holdfast_values ), 200 );
} catch ( Throwable $holdfast_error ) {
	$holdfast_where = basename( $holdfast_error->getFile() ) . ':' . $holdfast_error->getLine();
	$holdfast_answer( array( 'error' => $holdfast_error->getMessage() . ' (' . $holdfast_where . ')' ), 500 );
}
