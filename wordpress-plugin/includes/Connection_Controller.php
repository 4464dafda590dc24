<?php
/**
 * REST routes of the connection itself.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * Shows, makes and ends the connection. Every change answers the whole connection as it stands then.
 *
 * @since 0.1.0
 */
final class Connection_Controller {

	/**
	 * Makes and ends connections.
	 *
	 * @var Connector
	 */
	private $connector;

	/**
	 * Puts the controller together.
	 *
	 * @since 0.1.0
	 *
	 * @param Connector $connector Makes and ends connections.
	 */
	public function __construct( Connector $connector ) {
		$this->connector = $connector;
	}

	/**
	 * Hooks into WordPress.
	 *
	 * @since 0.1.0
	 */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'register_routes' ) );
	}

	/**
	 * Registers every route.
	 *
	 * @since 0.1.0
	 */
	public function register_routes(): void {
		$text   = array(
			'type'      => 'string',
			'required'  => true,
			'maxLength' => 2000,
		);
		$routes = array(
			array( 'GET', '/connection', 'show', array() ),
			array( 'POST', '/connection/begin', 'begin', array( 'serviceUrl' => $text ) ),
			array( 'POST', '/connection/link', 'link', array( 'link' => $text ) ),
			array( 'POST', '/connection/keys', 'change_key', array() ),
			array( 'POST', '/connection/disconnect', 'disconnect', array() ),
		);
		foreach ( $routes as list( $method, $path, $callback, $fields ) ) {
			register_rest_route(
				Routes::NAMESPACE,
				$path,
				array(
					'methods'             => $method,
					'permission_callback' => array( Permission::class, 'check' ),
					'callback'            => array( $this, $callback ),
					'args'                => $fields,
				)
			);
		}
	}

	/**
	 * Shows the connection.
	 *
	 * @since 0.1.0
	 */
	public function show(): WP_REST_Response {
		return new WP_REST_Response( self::describe() );
	}

	/**
	 * Begins a connection.
	 *
	 * @since 0.1.0
	 *
	 * @param WP_REST_Request $request With `serviceUrl`.
	 * @return WP_REST_Response|WP_Error `{ redirectUrl }`.
	 */
	public function begin( WP_REST_Request $request ) {
		$address = $this->connector->begin( get_current_user_id(), (string) $request['serviceUrl'] );
		return $address instanceof WP_Error ? $address : new WP_REST_Response( array( 'redirectUrl' => $address ) );
	}

	/**
	 * Connects with a pasted link.
	 *
	 * @since 0.1.0
	 *
	 * @param WP_REST_Request $request With `link`.
	 * @return WP_REST_Response|WP_Error
	 */
	public function link( WP_REST_Request $request ) {
		return self::respond( $this->connector->connect_with_link( (string) $request['link'] ) );
	}

	/**
	 * Changes the key.
	 *
	 * @since 0.1.0
	 *
	 * @return WP_REST_Response|WP_Error
	 */
	public function change_key() {
		return self::respond( $this->connector->change_key( get_current_user_id() ) );
	}

	/**
	 * Disconnects.
	 *
	 * @since 0.1.0
	 *
	 * @return WP_REST_Response The connection, and `serviceTold`: whether the service knows.
	 */
	public function disconnect(): WP_REST_Response {
		$is_told = $this->connector->disconnect( get_current_user_id() );
		return new WP_REST_Response( array_merge( self::describe(), array( 'serviceTold' => $is_told ) ) );
	}

	/**
	 * Describes the connection as it stands. No secret is in it.
	 *
	 * @since 0.1.0
	 *
	 * @return array{connected: bool, isCopy: bool, serviceUrl: ?string, siteUrl: ?string, currentUrl: string, siteId: ?string, keyId: ?string, keySource: string, connectedAt: ?string, business: ?array, lastError: ?array, webhookUrl: string}
	 */
	public static function describe(): array {
		$connection = Connection::load();
		$is_there   = null !== $connection;
		return array(
			'connected'   => $is_there,
			'isCopy'      => $is_there && $connection->is_copy(),
			'serviceUrl'  => $is_there ? $connection->service_url() : null,
			'siteUrl'     => $is_there ? $connection->site_url() : null,
			'currentUrl'  => Address::current_site(),
			'siteId'      => $is_there ? $connection->site_id() : null,
			'keyId'       => $is_there ? $connection->key_id() : null,
			'keySource'   => Signing_Key::is_in_wp_config() ? 'wp-config' : 'database',
			'connectedAt' => $is_there ? gmdate( 'Y-m-d\TH:i:s\Z', $connection->connected_at() ) : null,
			'business'    => $is_there ? Observations::contact() : null,
			'lastError'   => self::find_fault(),
			'webhookUrl'  => Address::webhook(),
		);
	}

	/**
	 * Finds what keeps the site from speaking to its service: what can be seen from here, else what the service said last.
	 *
	 * @since 0.1.0
	 *
	 * @return array{code: string, title: string, advice: string}|null
	 */
	public static function find_fault(): ?array {
		$connection = Connection::load();
		if ( null === $connection ) {
			return null;
		}
		$key = $connection->is_copy() ? Problem::create( 'site_moved' ) : $connection->open_key();
		if ( $key instanceof WP_Error ) {
			return Problem::describe( $key );
		}
		$fault = Observations::last_fault();
		return null === $fault ? null : Problem::translate( $fault );
	}

	/**
	 * Answers a change.
	 *
	 * @param Connection|WP_Error $outcome Of the connector.
	 * @return WP_REST_Response|WP_Error
	 */
	private static function respond( $outcome ) {
		return $outcome instanceof WP_Error ? $outcome : new WP_REST_Response( self::describe() );
	}
}
