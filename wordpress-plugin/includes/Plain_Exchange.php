<?php
/**
 * Requests and answers outside of WordPress's REST interface.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Reads a public request from PHP itself and writes its answer the way the REST route would.
 *
 * @since 0.1.0
 */
final class Plain_Exchange {

	/**
	 * Reads the request that is being served. No nonce: it is public, and nothing of it depends on who is logged in.
	 *
	 * @since 0.1.0
	 *
	 * @return array{0: string, 1: array<string, mixed>, 2: array<string, string>, 3: string} Method in capitals, parameters, headers, raw body.
	 */
	public static function read_request(): array {
		// phpcs:disable WordPress.Security.NonceVerification, WordPress.Security.ValidatedSanitizedInput -- passed on to the service, which parses it.
		$method = isset( $_SERVER['REQUEST_METHOD'] ) ? strtoupper( sanitize_key( $_SERVER['REQUEST_METHOD'] ) ) : 'GET';
		return array( $method, wp_unslash( $_GET ), self::read_headers( $_SERVER ), (string) file_get_contents( 'php://input' ) );
		// phpcs:enable
	}

	/**
	 * Sends an answer that nobody may keep. The caller ends the request.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Answer|WP_Error $answer Of the bridge.
	 */
	public static function send( $answer ): void {
		No_Cache::tell_plugins();
		list( $status, $headers, $bytes ) = self::render( $answer );
		if ( ! headers_sent() ) {
			status_header( $status );
			No_Cache::send_headers();
			foreach ( $headers as $name => $value ) {
				header( $name . ': ' . $value );
			}
		}
		echo $bytes; // phpcs:ignore WordPress.Security.EscapeOutput -- JSON, a calendar file or a page of the service, under its own content type.
	}

	/**
	 * Writes an answer the way the REST route would.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Answer|WP_Error $answer Of the bridge.
	 * @return array{0: int, 1: array<string, string>, 2: string} Status, headers, bytes.
	 */
	public static function render( $answer ): array {
		if ( $answer instanceof Service_Answer ) {
			return array( $answer->status, $answer->passed_headers(), $answer->body );
		}
		$headers = array( 'Content-Type' => 'application/json; charset=UTF-8' );
		$after   = Problem::retry_after( $answer );
		if ( null !== $after ) {
			$headers['Retry-After'] = (string) $after;
		}
		$response = rest_convert_error_to_response( $answer );
		return array( $response->get_status(), $headers, (string) wp_json_encode( $response->get_data() ) );
	}

	/**
	 * The headers of a request that the bridge reads.
	 *
	 * @param array<string, mixed> $server Like `$_SERVER`.
	 * @return array<string, string> By lower-case name.
	 */
	private static function read_headers( array $server ): array {
		$headers = array();
		$names   = array(
			'content-type'    => 'CONTENT_TYPE',
			'holdfast-token'  => 'HTTP_HOLDFAST_TOKEN',
			'authorization'   => 'HTTP_AUTHORIZATION',
			'idempotency-key' => 'HTTP_IDEMPOTENCY_KEY',
			'holdfast-proof'  => 'HTTP_HOLDFAST_PROOF',
		);
		foreach ( $names as $name => $key ) {
			$headers[ $name ] = isset( $server[ $key ] ) && is_string( $server[ $key ] ) ? wp_unslash( $server[ $key ] ) : '';
		}
		return $headers;
	}
}
