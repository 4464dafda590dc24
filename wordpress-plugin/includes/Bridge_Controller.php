<?php
/**
 * The bridge's REST routes.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;
use WP_HTTP_Response;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * Opens the routes of Routes below `holdfast/v1` and hands out what the service answers, byte for byte.
 *
 * @since 0.1.0
 */
final class Bridge_Controller {

	/**
	 * Passes requests on.
	 *
	 * @var Bridge
	 */
	private $bridge;

	/**
	 * Puts the controller together.
	 *
	 * @since 0.1.0
	 *
	 * @param Bridge $bridge Passes requests on.
	 */
	public function __construct( Bridge $bridge ) {
		$this->bridge = $bridge;
	}

	/**
	 * Hooks into WordPress.
	 *
	 * @since 0.1.0
	 */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'register_routes' ) );
		add_filter( 'rest_post_dispatch', array( self::class, 'add_retry_after' ), 10, 3 );
		// Last: whoever else has headers to send must have sent them before the first byte.
		add_filter( 'rest_pre_serve_request', array( self::class, 'serve' ), PHP_INT_MAX, 4 );
		add_filter( 'rest_allowed_cors_headers', array( self::class, 'allow_headers' ) );
	}

	/**
	 * Registers every route.
	 *
	 * @since 0.1.0
	 */
	public function register_routes(): void {
		foreach ( array_merge( Routes::PUBLIC_ROUTES, Routes::PAGE_ROUTES ) as list( $method, $path ) ) {
			$this->register_route(
				$method,
				$path,
				'__return_true',
				function ( WP_REST_Request $request, string $found ) use ( $method ) {
					return $this->bridge->forward_public( $method, $found, $request->get_query_params(), self::read_headers( $request ), (string) $request->get_body() );
				}
			);
		}
		foreach ( Routes::ADMIN_ROUTES as list( $method, $path ) ) {
			$this->register_route(
				$method,
				$path,
				array( Permission::class, 'check' ),
				function ( WP_REST_Request $request, string $found ) use ( $method ) {
					return $this->bridge->forward_admin( get_current_user_id(), $method, $found, $request->get_query_params(), self::read_headers( $request ), (string) $request->get_body() );
				}
			);
		}
		register_rest_route(
			Routes::NAMESPACE,
			'/webhooks/stripe',
			array(
				'methods'             => 'POST',
				'permission_callback' => '__return_true',
				'callback'            => function ( WP_REST_Request $request ) {
					return self::respond( $this->bridge->forward_stripe_webhook( self::read_headers( $request ), (string) $request->get_body() ) );
				},
			)
		);
	}

	/**
	 * Says when a request that failed may be tried again.
	 *
	 * @since 0.1.0
	 *
	 * @param WP_HTTP_Response $response About to be sent.
	 * @param WP_REST_Server   $server   Sends it.
	 * @param WP_REST_Request  $request  What was asked.
	 */
	public static function add_retry_after( $response, $server, $request ) {
		// What comes from the service raw has its headers; of a page WordPress could make no error anyway.
		$is_made_here = $response instanceof WP_REST_Response && ! $response instanceof Raw_Response;
		$error        = $is_made_here && self::is_ours( $request ) ? $response->as_error() : null;
		$after        = null === $error ? null : Problem::retry_after( $error );
		if ( null !== $after ) {
			$response->header( 'Retry-After', (string) $after );
		}
		return $response;
	}

	/**
	 * Keeps caches away from everything of ours, and sends the bytes of a raw response.
	 *
	 * @since 0.1.0
	 *
	 * @param bool             $is_served Whether somebody has sent it already.
	 * @param WP_HTTP_Response $response  Its headers are sent, and WordPress's own.
	 * @param WP_REST_Request  $request   What was asked.
	 * @param WP_REST_Server   $server    Sends it.
	 */
	public static function serve( $is_served, $response, $request, $server ) {
		if ( ! self::is_ours( $request ) ) {
			return $is_served;
		}
		No_Cache::tell_plugins();
		$server->send_headers( No_Cache::HEADERS );
		if ( $is_served || ! $response instanceof Raw_Response ) {
			return $is_served;
		}
		if ( 'HEAD' !== $request->get_method() ) {
			echo $response->bytes(); // phpcs:ignore WordPress.Security.EscapeOutput -- JSON, a calendar file or a page of the service, under its own content type.
		}
		return true;
	}

	/**
	 * Whether a request is for one of the plugin's routes.
	 *
	 * @param WP_REST_Request $request What was asked.
	 */
	private static function is_ours( WP_REST_Request $request ): bool {
		return 0 === strpos( ltrim( $request->get_route(), '/' ), 'holdfast/' );
	}

	/**
	 * Lets pages of this site that stand under another name (with and without www) send our headers.
	 *
	 * @since 0.1.0
	 *
	 * @param string[] $headers That may be sent.
	 * @return string[]
	 */
	public static function allow_headers( array $headers ): array {
		return array_merge( $headers, array( 'Holdfast-Token', 'Idempotency-Key', 'Holdfast-Proof', 'If-Match', 'If-None-Match' ) );
	}

	/**
	 * Registers one route.
	 *
	 * @param string   $method     Of the request.
	 * @param string   $path       With places.
	 * @param callable $permission Who may.
	 * @param callable $forward    Takes the request and the path with its places filled.
	 */
	private function register_route( string $method, string $path, callable $permission, callable $forward ): void {
		register_rest_route(
			Routes::NAMESPACE,
			Routes::pattern( $path ),
			array(
				'methods'             => $method,
				'permission_callback' => $permission,
				// Only what stood in the address fills a place: a body may hold fields of the same name.
				'callback'            => static function ( WP_REST_Request $request ) use ( $path, $forward ) {
					return self::respond( $forward( $request, Routes::fill( $path, $request->get_url_params() ) ) );
				},
			)
		);
	}

	/**
	 * Makes a response of an answer.
	 *
	 * @param Service_Answer|WP_Error $answer Of the bridge.
	 * @return Raw_Response|WP_Error
	 */
	private static function respond( $answer ) {
		return $answer instanceof Service_Answer ? new Raw_Response( $answer ) : $answer;
	}

	/**
	 * The headers of a request that the bridge reads.
	 *
	 * @param WP_REST_Request $request What was asked.
	 * @return array<string, string> By lower-case name.
	 */
	private static function read_headers( WP_REST_Request $request ): array {
		$headers = array();
		foreach ( array( 'content-type', 'holdfast-token', 'authorization', 'idempotency-key', 'holdfast-proof', 'stripe-signature', 'if-match', 'if-none-match' ) as $name ) {
			$headers[ $name ] = (string) $request->get_header( $name );
		}
		return $headers;
	}
}
