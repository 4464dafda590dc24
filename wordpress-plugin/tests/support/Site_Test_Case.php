<?php
/**
 * What every test of the plugin in WordPress begins with.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Connection;
use Holdfast\Booking\Connector;
use Holdfast\Booking\Observations;
use Holdfast\Booking\Service_Client;
use Holdfast\Booking\Settings_Page;
use Holdfast\Booking\Ticker;
use PHPUnit\Framework\TestCase;
use WP_REST_Request;
use WP_REST_Response;

/**
 * A site without a connection, nobody logged in, and a service that answers only what a test says.
 */
abstract class Site_Test_Case extends TestCase {

	/**
	 * The stand-in.
	 *
	 * @var Fake_Service
	 */
	protected $service;

	/**
	 * The globals that WordPress reads a request from.
	 *
	 * @var array<string, array<string, mixed>>
	 */
	private $globals;

	/**
	 * Begins anew.
	 */
	protected function setUp(): void {
		parent::setUp();
		$this->globals = array(
			'server' => $_SERVER,
			'get'    => $_GET,
		);
		Connection::forget();
		Observations::forget();
		Ticker::stop();
		update_option( 'home', Temporary_Site::HOME );
		update_option( 'permalink_structure', '/%postname%/' );
		wp_set_current_user( 0 );
		$this->service = new Fake_Service();
		$this->service->start();
		$GLOBALS['wp_rest_server'] = new Spy_Server();
		do_action( 'rest_api_init', $GLOBALS['wp_rest_server'] );
	}

	/**
	 * Leaves nothing.
	 */
	protected function tearDown(): void {
		$this->service->stop();
		$_SERVER = $this->globals['server'];
		$_GET    = $this->globals['get'];
		remove_all_actions( 'shutdown', 1000 );
		foreach ( array( 'owner', 'editor', 'subscriber', 'second' ) as $name ) {
			$user = get_user_by( 'login', $name );
			if ( false !== $user ) {
				delete_transient( Connector::BEGUN . $user->ID );
				delete_transient( Settings_Page::NOTICE . $user->ID );
			}
		}
		wp_set_current_user( 0 );
		parent::tearDown();
	}

	/**
	 * Connects the site.
	 *
	 * @return string The public key that the service knows now.
	 */
	protected function connect(): string {
		$this->service->let_in();
		$connection = ( new Connector( new Service_Client() ) )->connect_with_link( Fake_Service::URL . '/connect#hfc_grant' );
		self::assertInstanceOf( Connection::class, $connection );
		Observations::remember_tick();
		$fields                  = json_decode( $this->service->last()['body'], true );
		$this->service->requests = array();
		return $fields['publicKey'];
	}

	/**
	 * Logs somebody in.
	 *
	 * @param string $role Of WordPress.
	 * @param string $name The account's.
	 * @return int The id of the user.
	 */
	protected function log_in( string $role, string $name = '' ): int {
		$name = '' === $name ? ( 'administrator' === $role ? 'owner' : $role ) : $name;
		$user = get_user_by( 'login', $name );
		$id   = false === $user
			? wp_insert_user(
				array(
					'user_login' => $name,
					'user_pass'  => 'a password of tests',
					'user_email' => $name . '@salon.example',
					'role'       => $role,
				)
			)
			: $user->ID;
		wp_set_current_user( $id );
		return $id;
	}

	/**
	 * Asks a REST route from within PHP.
	 *
	 * @param string                $method  Of the request.
	 * @param string                $route   Below `/holdfast/v1`.
	 * @param string                $body    Raw bytes.
	 * @param array<string, string> $headers By name.
	 * @param array<string, string> $query   Parameters.
	 */
	protected function ask( string $method, string $route, string $body = '', array $headers = array(), array $query = array() ): WP_REST_Response {
		$request = new WP_REST_Request( $method, '/holdfast/v1' . $route );
		// WordPress knows no body and an empty one, and gives null for the first.
		if ( '' !== $body ) {
			$request->set_body( $body );
		}
		$request->set_query_params( $query );
		$request->set_headers( array_merge( '' === $body ? array() : array( 'Content-Type' => 'application/json' ), $headers ) );
		return rest_do_request( $request );
	}

	/**
	 * Asks a REST route the whole way, as a browser does.
	 *
	 * @param string                $method  Of the request.
	 * @param string                $route   Below `/holdfast/v1`.
	 * @param array<string, string> $query   Parameters.
	 * @param array<string, string> $headers By name.
	 * @param string                $body    Raw bytes.
	 * @return array{0: int, 1: array<string, string>, 2: string} Status, headers, bytes.
	 */
	protected function browse( string $method, string $route, array $query = array(), array $headers = array(), string $body = '' ): array {
		$server                    = new Spy_Server();
		$GLOBALS['wp_rest_server'] = $server;
		do_action( 'rest_api_init', $server );
		$_SERVER['REQUEST_METHOD'] = $method;
		foreach ( $headers as $name => $value ) {
			$key = strtoupper( str_replace( '-', '_', $name ) );
			$_SERVER[ 'CONTENT_TYPE' === $key ? $key : 'HTTP_' . $key ] = wp_slash( $value );
		}
		$_GET                          = wp_slash( $query );
		$GLOBALS['HTTP_RAW_POST_DATA'] = $body;
		ob_start();
		$server->serve_request( '/holdfast/v1' . $route );
		$bytes = (string) ob_get_clean();
		unset( $GLOBALS['HTTP_RAW_POST_DATA'] );
		return array( $server->sent_status, $server->sent_headers, $bytes );
	}

	/**
	 * The code of a problem.
	 *
	 * @param WP_REST_Response $response Of a route.
	 */
	protected static function code( WP_REST_Response $response ): string {
		return (string) ( $response->get_data()['code'] ?? '' );
	}

	/**
	 * Makes rows of routes.
	 *
	 * @param array<int, array{0: string, 1: string}> $routes Of Routes.
	 * @return array<string, array{0: string, 1: string}>
	 */
	protected static function list_routes( array $routes ): array {
		$rows = array();
		foreach ( $routes as list( $method, $path ) ) {
			$rows[ "$method $path" ] = array( $method, strtr( $path, array( '{id}' => 'bkg_A-1_z', '{mode}' => 'live', '{feed}' => 'hff_a.b.' . str_repeat( 'x', 43 ) ) ) );
		}
		return $rows;
	}
}
