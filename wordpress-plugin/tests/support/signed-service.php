<?php
/**
 * A service over real HTTP: it believes only what is signed, checked from the text of the contract.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

$holdfast_folder      = (string) getenv( 'HOLDFAST_TEST_STATE' );
list( $path, $query ) = array_pad( explode( '?', $_SERVER['REQUEST_URI'], 2 ), 2, '' );
$body                 = (string) file_get_contents( 'php://input' );
$read                 = static function ( string $name ): string {
	return $_SERVER[ 'HTTP_' . strtoupper( str_replace( '-', '_', $name ) ) ] ?? '';
};
$answer               = static function ( int $status, string $type, string $bytes, array $headers = array() ): void {
	http_response_code( $status );
	header( 'Content-Type: ' . $type );
	foreach ( $headers as $header ) {
		header( $header );
	}
	echo $bytes;
};
if ( '/v1/connect' === $path ) {
	file_put_contents( $holdfast_folder . '/key', json_decode( $body, true )['publicKey'] );
}
$key  = base64_decode( strtr( (string) file_get_contents( $holdfast_folder . '/key' ), '-_', '+/' ) );
$base = "\"@method\": {$_SERVER['REQUEST_METHOD']}\n\"@path\": $path\n\"@query\": ?$query\n";
foreach ( array( 'content-digest', 'holdfast-site', 'holdfast-visitor', 'holdfast-actor', 'holdfast-token', 'idempotency-key' ) as $name ) {
	$base .= "\"$name\": " . $read( $name ) . "\n";
}
$base     .= '"@signature-params": ' . substr( $read( 'signature-input' ), strlen( 'holdfast=' ) );
$signature = (string) base64_decode( substr( $read( 'signature' ), strlen( 'holdfast=:' ), -1 ), true );
$digest    = 'sha-256=:' . base64_encode( hash( 'sha256', $body, true ) ) . ':';
if ( 64 !== strlen( $signature ) || $digest !== $read( 'content-digest' ) || ! sodium_crypto_sign_verify_detached( $signature, $base, $key ) ) {
	$answer( 401, 'application/problem+json', '{"code":"signature_invalid","title":"Not valid.","detail":"' . base64_encode( $base ) . '","status":401}' );
	return;
}
$line = array(
	'method'  => $_SERVER['REQUEST_METHOD'],
	'path'    => $path,
	'query'   => $query,
	'visitor' => $read( 'holdfast-visitor' ),
	'actor'   => $read( 'holdfast-actor' ),
	'token'   => $read( 'holdfast-token' ),
	'key'     => $read( 'idempotency-key' ),
	'stripe'  => $read( 'stripe-signature' ),
	'proof'   => $read( 'holdfast-proof' ),
	'body'    => base64_encode( $body ),
);
file_put_contents( $holdfast_folder . '/requests', json_encode( $line ) . "\n", FILE_APPEND );

if ( '/v1/connect' === $path ) {
	$answer( 201, 'application/json', '{"siteId":"site_salon","keyId":"key_first","serviceTime":1,"business":{"name":"Salon","phone":"+46 8 1","email":null}}' );
} elseif ( '/v1/quotes' === $path ) {
	$answer( 429, 'application/problem+json', '{"code":"rate_limited","title":"Too many requests.","detail":"Wait.","status":429,"retryAfterSeconds":7,"more":{}}', array( 'Retry-After: 7' ) );
} elseif ( '/v1/plain/site_salon/pay' === $path ) {
	$answer( 303, 'text/html; charset=utf-8', '', array( 'Holdfast-Page: 1', 'Location: https://checkout.example/c/pay?a=1&b=2' ) );
} elseif ( '/v1/plain/site_salon/proxy' === $path ) {
	$answer( 200, 'text/html; charset=utf-8', '<h1>Log in to our proxy</h1>', array( 'Location: https://elsewhere.example/' ) );
} elseif ( 0 === strpos( $path, '/v1/plain/' ) ) {
	$answer( '/v1/plain/site_salon/times' === $path ? 200 : 422, 'text/html; charset=utf-8', '<h1>Välj en tid</h1>', array( 'Holdfast-Page: 1', "Content-Security-Policy: default-src 'none'", 'Referrer-Policy: no-referrer', 'Set-Cookie: service=1' ) );
} elseif ( '.ics' === substr( $path, -4 ) ) {
	$answer( 200, 'text/calendar; charset=utf-8', "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", array( 'Content-Disposition: attachment; filename="booking.ics"' ) );
} else {
	$answer( 200, 'application/json; charset=utf-8', "{ \"empty\": {}, \"list\": [], \"one\": 1.0, \"big\": 9007199254740993, \"text\": \"\\u00e9\" }\n", array( 'Set-Cookie: service=1' ) );
}
