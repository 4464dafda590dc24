<?php
/**
 * The second way for visitors, where REST is blocked.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Answers `admin-ajax.php?action=holdfast&path=/v1/slots&…` like the REST route of the same path: same list, same bridge, same answers.
 *
 * @since 0.1.0
 */
final class Ajax_Transport {

	public const ACTION = 'holdfast';

	/**
	 * Passes requests on.
	 *
	 * @var Bridge
	 */
	private $bridge;

	/**
	 * Puts the transport together.
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
		add_action( 'wp_ajax_' . self::ACTION, array( $this, 'serve' ) );
		add_action( 'wp_ajax_nopriv_' . self::ACTION, array( $this, 'serve' ) );
	}

	/**
	 * The address in front of a path such as `/v1/slots`.
	 *
	 * @since 0.1.0
	 */
	public static function address(): string {
		return admin_url( 'admin-ajax.php' ) . '?action=' . self::ACTION . '&path=';
	}

	/**
	 * Answers the request, and ends.
	 *
	 * @since 0.1.0
	 */
	public function serve(): void {
		list( $method, $query, $headers, $body ) = Plain_Exchange::read_request();
		Plain_Exchange::send( $this->answer( $method, $query, $headers, $body ) );
		wp_die( '', '', array( 'response' => null ) );
	}

	/**
	 * Answers a request.
	 *
	 * @since 0.1.0
	 *
	 * @param string                $method  In capitals.
	 * @param array<string, mixed>  $query   All parameters, `path` among them.
	 * @param array<string, string> $headers By lower-case name.
	 * @param string                $body    Raw bytes.
	 * @return Service_Answer|WP_Error
	 */
	public function answer( string $method, array $query, array $headers, string $body ) {
		$given = isset( $query['path'] ) && is_string( $query['path'] ) ? $query['path'] : '';
		$path  = 0 === strpos( $given, '/v1/' ) ? Routes::find_public( 'HEAD' === $method ? 'GET' : $method, substr( $given, 3 ) ) : null;
		if ( null === $path ) {
			return Problem::create( 'not_found' );
		}
		return $this->bridge->forward_public( 'HEAD' === $method ? 'GET' : $method, $path, $query, $headers, $body );
	}
}
