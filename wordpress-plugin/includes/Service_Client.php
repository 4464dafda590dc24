<?php
/**
 * The way to the service.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Sends signed requests to the service and hands its answers back as they came. Never logs what it carries.
 *
 * @since 0.1.0
 */
final class Service_Client {

	/**
	 * How long a connection may take to be made, in seconds.
	 */
	private const CONNECT_TIMEOUT = 5;

	/**
	 * How long an answer may take, in seconds.
	 */
	private const TIMEOUT = 20;

	/**
	 * The service's problems that lie between it and this site, not with who asks.
	 */
	private const FAULTS = array( 'signature_invalid', 'site_not_connected', 'clock_skewed', 'site_moved', 'https_required' );

	/**
	 * What a Holdfast service answers with. Anything else comes from something in between.
	 */
	private const TYPES = array( 'application/json', 'application/problem+json', 'text/calendar' );

	/**
	 * Sends a request over the connection, once more when the clocks differ.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Request $request What is sent.
	 * @param int             $timeout How long an answer may take, in seconds.
	 * @return Service_Answer|WP_Error The service's answer, refusals included; or `site_not_connected`, `site_moved`, `signing_key_…`, `service_unavailable`.
	 */
	public function send( Service_Request $request, int $timeout = self::TIMEOUT ) {
		$connection = Connection::load();
		$key        = $this->open( $connection );
		if ( null === $connection || $key instanceof WP_Error ) {
			return $key;
		}
		$answer = $this->send_signed( $connection->service_url(), $request, $key, $connection->key_id(), $timeout );
		Observations::remember_fault( $this->find_fault( $answer ) );
		return $answer;
	}

	/**
	 * Sends a request over the connection without waiting for its answer, which nobody will see.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Request $request What is sent.
	 */
	public function send_and_leave( Service_Request $request ): void {
		$connection = Connection::load();
		$key        = $this->open( $connection );
		if ( null === $connection || $key instanceof WP_Error ) {
			return;
		}
		$options = array(
			'blocking' => false,
			'timeout'  => 1,
		);
		$this->transmit( $connection->service_url(), $request, $this->sign( $request, $key, $connection->key_id() ), $options );
	}

	/**
	 * Sends a request to a service that does not know this site yet, or knows this key under no name.
	 *
	 * @since 0.1.0
	 *
	 * @param string          $service_url Without a slash at its end.
	 * @param Service_Request $request     What is sent.
	 * @param Signing_Key     $key         Signs.
	 * @param string          $key_id      `new` for a key that the service does not know yet.
	 * @param int             $timeout     How long an answer may take, in seconds.
	 * @return Service_Answer|WP_Error `insecure_address`, `service_unavailable`, `requests_blocked`.
	 */
	public function send_signed( string $service_url, Service_Request $request, Signing_Key $key, string $key_id, int $timeout = self::TIMEOUT ) {
		if ( ! Address::is_secure( $service_url ) ) {
			return Problem::create( 'insecure_address' );
		}
		$answer = $this->attempt( $service_url, $request, $key, $key_id, $timeout );
		if ( $answer instanceof Service_Answer && 'clock_skewed' === $answer->problem_code() ) {
			$service_time = $answer->fields()['serviceTime'] ?? null;
			if ( is_int( $service_time ) || is_float( $service_time ) ) {
				Observations::remember_clock( (int) round( $service_time - microtime( true ) * 1000 ) );
				return $this->attempt( $service_url, $request, $key, $key_id, $timeout );
			}
		}
		return $answer;
	}

	/**
	 * Opens the key of a connection that this very site may use.
	 *
	 * @param Connection|null $connection As it stands.
	 * @return Signing_Key|WP_Error
	 */
	private function open( ?Connection $connection ) {
		if ( null === $connection ) {
			return Problem::create( 'site_not_connected' );
		}
		$key = $connection->is_copy() ? Problem::create( 'site_moved' ) : $connection->open_key();
		if ( $key instanceof WP_Error ) {
			Observations::remember_fault( $key );
		}
		return $key;
	}

	/**
	 * Signs with the service's time and a nonce of its own.
	 *
	 * @param Service_Request $request What is sent.
	 * @param Signing_Key     $key     Signs.
	 * @param string          $key_id  Names the key.
	 * @return array<string, string> Headers.
	 */
	private function sign( Service_Request $request, Signing_Key $key, string $key_id ): array {
		$created = (int) floor( microtime( true ) + Observations::clock_offset() / 1000 );
		return Request_Signer::sign( $request, Address::current_site(), $key, $key_id, $created, Base64_Url::encode( random_bytes( 16 ) ) );
	}

	/**
	 * Signs and sends once.
	 *
	 * @param string          $service_url Without a slash at its end.
	 * @param Service_Request $request     What is sent.
	 * @param Signing_Key     $key         Signs.
	 * @param string          $key_id      Names the key.
	 * @param int             $timeout     How long an answer may take, in seconds.
	 * @return Service_Answer|WP_Error
	 */
	private function attempt( string $service_url, Service_Request $request, Signing_Key $key, string $key_id, int $timeout ) {
		$response = $this->transmit( $service_url, $request, $this->sign( $request, $key, $key_id ), array( 'timeout' => $timeout ) );
		if ( is_wp_error( $response ) ) {
			$is_blocked = 'http_request_not_executed' === $response->get_error_code();
			return $is_blocked ? Problem::create( 'requests_blocked' ) : self::unavailable();
		}
		return $this->read( $response );
	}

	/**
	 * Sends bytes.
	 *
	 * @param string                $service_url Without a slash at its end.
	 * @param Service_Request       $request     What is sent.
	 * @param array<string, string> $signed      Headers from sign().
	 * @param array<string, mixed>  $options     Of wp_remote_request().
	 * @return array<string, mixed>|WP_Error
	 */
	private function transmit( string $service_url, Service_Request $request, array $signed, array $options ) {
		$url      = $service_url . $request->path . ( '' === $request->query ? '' : '?' . $request->query );
		$defaults = array(
			'method'      => $request->method,
			'redirection' => 0,
			'httpversion' => '1.1',
			'headers'     => array_merge( $request->headers, $signed ),
			'body'        => '' === $request->body ? null : $request->body,
		);
		add_action( 'http_api_curl', array( self::class, 'limit_connecting' ) );
		$response = wp_remote_request( $url, array_merge( $defaults, $options ) );
		remove_action( 'http_api_curl', array( self::class, 'limit_connecting' ) );
		return $response;
	}

	/**
	 * A service that does not answer at all is given up sooner than one that is slow.
	 *
	 * @since 0.1.0
	 *
	 * @param resource|\CurlHandle $handle Of cURL.
	 */
	public static function limit_connecting( $handle ): void {
		// WordPress has no option for it.
		curl_setopt( $handle, CURLOPT_CONNECTTIMEOUT, self::CONNECT_TIMEOUT ); // phpcs:ignore WordPress.WP.AlternativeFunctions.curl_curl_setopt
	}

	/**
	 * Reads an answer. A page of a proxy, a redirect or a login wall is none.
	 *
	 * @param array<string, mixed> $response From wp_remote_request().
	 * @return Service_Answer|WP_Error
	 */
	private function read( array $response ) {
		$headers = array();
		foreach ( Service_Answer::read_headers() as $name ) {
			$value            = wp_remote_retrieve_header( $response, $name );
			$headers[ $name ] = is_array( $value ) ? (string) end( $value ) : (string) $value;
		}
		$status = (int) wp_remote_retrieve_response_code( $response );
		$answer = new Service_Answer( $status, (string) wp_remote_retrieve_body( $response ), $headers );
		$type   = strtolower( trim( explode( ';', $answer->header( 'content-type' ) )[0] ) );
		if ( $answer->is_page() && 'text/html' === $type ) {
			return $answer;
		}
		if ( 304 === $status && '' !== $answer->header( 'etag' ) ) {
			// Has neither a body nor a type; only what we asked about has a tag.
			return $answer;
		}
		if ( ! in_array( $type, self::TYPES, true ) ) {
			return self::unavailable();
		}
		return $answer->is_success() || '' !== $answer->problem_code() ? $answer : self::unavailable();
	}

	/**
	 * Finds what an answer says about the connection; null when all is well.
	 *
	 * @param Service_Answer|WP_Error $answer Of the service.
	 */
	private function find_fault( $answer ): ?WP_Error {
		if ( $answer instanceof WP_Error ) {
			return $answer;
		}
		return in_array( $answer->problem_code(), self::FAULTS, true ) ? Problem::from_answer( $answer ) : null;
	}

	/**
	 * The problem of a service that cannot be reached.
	 */
	private static function unavailable(): WP_Error {
		return Problem::create( 'service_unavailable', array( 'retryAfterSeconds' => 5 ) );
	}
}
