<?php
/**
 * What passes between the site's visitors and the service.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Turns what came in over a route into a request to the service. Decides nothing about bookings; the REST routes and the Ajax transport share it.
 *
 * @since 0.1.0
 */
final class Bridge {

	/**
	 * The most bytes of a body; a catalogue, its parts and the messages of payment providers may be larger.
	 */
	public const BODY_LIMIT              = 65536;
	public const CATALOG_BODY_LIMIT      = 2097152;
	public const CATALOG_ITEM_BODY_LIMIT = 524288;
	public const WEBHOOK_BODY_LIMIT      = 524288;

	/**
	 * Problems of this site that are none of its visitors' business, and what they are told.
	 */
	private const TOLD_TO_VISITORS = array(
		'requests_blocked'       => 'service_unavailable',
		'signing_key_unreadable' => 'site_not_connected',
		'signing_key_changed'    => 'site_not_connected',
		'signing_key_invalid'    => 'site_not_connected',
	);

	/**
	 * The way to the service.
	 *
	 * @var Service_Client
	 */
	private $client;

	/**
	 * Winds the service's clock where nobody else does.
	 *
	 * @var Ticker
	 */
	private $ticker;

	/**
	 * Puts the bridge together.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Client $client The way to the service.
	 * @param Ticker         $ticker Winds the service's clock.
	 */
	public function __construct( Service_Client $client, Ticker $ticker ) {
		$this->client = $client;
		$this->ticker = $ticker;
	}

	/**
	 * Passes on what a visitor or a customer asks. Who is logged in on the site does not matter here: a customer is known by the manage token.
	 *
	 * @since 0.1.0
	 *
	 * @param string                $method  Of the request.
	 * @param string                $path    Below `/v1`, from Routes.
	 * @param array<string, mixed>  $query   Parameters.
	 * @param array<string, string> $headers By lower-case name.
	 * @param string                $body    Raw bytes.
	 * @return Service_Answer|WP_Error For a page always an answer.
	 */
	public function forward_public( string $method, string $path, array $query, array $headers, string $body ) {
		$is_page = Plain_Page::is_path( $path );
		// What the visitor says of the door does not count.
		$query['door'] = $is_page ? Plain_Page::door() : null;
		$service_path  = $is_page ? Plain_Page::service_path( $path ) : $path;
		$request       = self::build_request( $method, $service_path, $query, $headers, $body )->with_token( self::read_token( $headers ) );
		$proof         = trim( $headers['holdfast-proof'] ?? '' );
		if ( preg_match( '/^[A-Za-z0-9_.:-]{1,100}$/D', $proof ) ) {
			// A solved puzzle needs no signature of ours: it holds for this visitor alone.
			$request = $request->with_header( 'Holdfast-Proof', $proof );
		}
		if ( 0 === strpos( $path, '/feeds/' ) ) {
			// Calendar programs ask again and again for what they have.
			$request = self::add_conditions( $request, $headers );
		}
		$answer = $this->forward( $request, self::BODY_LIMIT );
		if ( $answer instanceof WP_Error && isset( self::TOLD_TO_VISITORS[ $answer->get_error_code() ] ) ) {
			$answer = Problem::create( self::TOLD_TO_VISITORS[ $answer->get_error_code() ], array( 'retryAfterSeconds' => 5 ) );
		}
		return $is_page && $answer instanceof WP_Error ? Plain_Page::from_problem( $answer ) : $answer;
	}

	/**
	 * Passes on what an administrator asks.
	 *
	 * @since 0.1.0
	 *
	 * @param int                   $user_id Of somebody who may manage options.
	 * @param string                $method  Of the request.
	 * @param string                $path    The service's path below `/v1`, from Routes.
	 * @param array<string, mixed>  $query   Parameters.
	 * @param array<string, string> $headers By lower-case name.
	 * @param string                $body    Raw bytes.
	 * @return Service_Answer|WP_Error
	 */
	public function forward_admin( int $user_id, string $method, string $path, array $query, array $headers, string $body ) {
		$request = self::build_request( $method, $path, $query, $headers, $body )->for_administrator( $user_id );
		if ( 'GET' !== $method ) {
			$request = self::add_conditions( $request, $headers );
		}
		$answer = $this->forward( $request, self::limit_of( $path ) );
		if ( $answer instanceof Service_Answer && $answer->is_success() && '/admin/business' === $path ) {
			$business = $answer->fields()['business'] ?? null;
			Observations::remember_contact( is_array( $business ) ? $business : array() );
		}
		return $answer;
	}

	/**
	 * The most bytes of the body of an administrator's request.
	 *
	 * @param string $path Below `/v1`.
	 */
	private static function limit_of( string $path ): int {
		if ( '/admin/catalog' === $path ) {
			return self::CATALOG_BODY_LIMIT;
		}
		return preg_match( '@^/admin/(services|resources|schedules|locations|codes)/@', $path ) ? self::CATALOG_ITEM_BODY_LIMIT : self::BODY_LIMIT;
	}

	/**
	 * The same with what the administrator says of the version that he loaded. No signature covers it: without it the service saves, as it does for everybody who says nothing.
	 *
	 * @param Service_Request       $request What is sent.
	 * @param array<string, string> $headers By lower-case name.
	 */
	private static function add_conditions( Service_Request $request, array $headers ): Service_Request {
		$names = array(
			'if-match'      => 'If-Match',
			'if-none-match' => 'If-None-Match',
		);
		foreach ( $names as $name => $sent_as ) {
			$value = trim( $headers[ $name ] ?? '' );
			if ( preg_match( '/^[\x20-\x7e]{1,256}$/D', $value ) ) {
				$request = $request->with_header( $sent_as, $value );
			}
		}
		return $request;
	}

	/**
	 * Passes on a message of the payment provider, unread: only the service can tell whether it is genuine.
	 *
	 * @since 0.1.0
	 *
	 * @param array<string, string> $headers By lower-case name.
	 * @param string                $body    Raw bytes.
	 * @return Service_Answer|WP_Error
	 */
	public function forward_stripe_webhook( array $headers, string $body ) {
		$connection = Connection::load();
		if ( null === $connection ) {
			return Problem::create( 'site_not_connected' );
		}
		$request = ( new Service_Request( 'POST', '/webhooks/stripe/' . $connection->site_id() ) )
			->with_body( $body, $headers['content-type'] ?? '' )
			->with_header( 'Stripe-Signature', $headers['stripe-signature'] ?? '' )
			->for_visitor( Visitor_Address::find() );
		return $this->forward( $request, self::WEBHOOK_BODY_LIMIT );
	}

	/**
	 * Sends what may be sent. Problems become WP_Errors.
	 *
	 * @param Service_Request $request What is sent.
	 * @param int             $limit   The most bytes of its body.
	 * @return Service_Answer|WP_Error
	 */
	private function forward( Service_Request $request, int $limit ) {
		if ( strlen( $request->body ) > $limit ) {
			$words = array(
				/* translators: %s: a size such as 64 kB. */
				'advice' => sprintf( __( 'Send less than %s.', 'holdfast-booking' ), size_format( $limit ) ),
			);
			return Problem::create( 'body_too_large', array(), $words );
		}
		if ( '' !== $request->idempotency_key && ! preg_match( '/^[\x21-\x7e]{1,255}$/D', $request->idempotency_key ) ) {
			return Problem::create( 'invalid_request', array( 'errors' => array( array( 'path' => 'Idempotency-Key' ) ) ) );
		}
		$answer = $this->client->send( $request );
		if ( $answer instanceof WP_Error ) {
			return $answer;
		}
		$this->ticker->notice();
		return $answer->is_success() || $answer->is_page() || 304 === $answer->status ? $answer : Problem::from_answer( $answer );
	}

	/**
	 * Builds what visitors' and administrators' requests have in common.
	 *
	 * @param string                $method  Of the request.
	 * @param string                $path    The service's path below `/v1`.
	 * @param array<string, mixed>  $query   Parameters.
	 * @param array<string, string> $headers By lower-case name.
	 * @param string                $body    Raw bytes.
	 */
	private static function build_request( string $method, string $path, array $query, array $headers, string $body ): Service_Request {
		$request = ( new Service_Request( $method, '/v1' . $path ) )
			->with_query( self::choose_parameters( $query ) )
			->with_idempotency_key( trim( $headers['idempotency-key'] ?? '' ) )
			->for_visitor( Visitor_Address::find() );
		return 'GET' === $method ? $request : $request->with_body( $body, $headers['content-type'] ?? '' );
	}

	/**
	 * Chooses the parameters that are the service's: WordPress's own begin with a line, and how a route was found is not part of the question.
	 *
	 * @param array<string, mixed> $query All parameters.
	 * @return array<string, string>
	 */
	private static function choose_parameters( array $query ): array {
		unset( $query['rest_route'], $query['action'], $query['path'], $query['site'] );
		$chosen = array();
		foreach ( $query as $name => $value ) {
			if ( is_scalar( $value ) && '_' !== substr( (string) $name, 0, 1 ) ) {
				$chosen[ (string) $name ] = (string) $value;
			}
		}
		return $chosen;
	}

	/**
	 * Reads the manage token of a request. Hosts often strip `Authorization`, and other plugins take it for theirs: so it has a header of its own too.
	 *
	 * @param array<string, string> $headers By lower-case name.
	 * @return string Empty when there is none.
	 */
	private static function read_token( array $headers ): string {
		$candidates = array( $headers['holdfast-token'] ?? '', preg_replace( '/^Bearer\s+/i', '', $headers['authorization'] ?? '' ) );
		foreach ( $candidates as $candidate ) {
			if ( preg_match( '/^hfm_[A-Za-z0-9._-]{1,512}$/D', trim( $candidate ) ) ) {
				return trim( $candidate );
			}
		}
		return '';
	}
}
