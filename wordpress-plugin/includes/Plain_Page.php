<?php
/**
 * The booking without scripts.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Knows the service's plain pages, which this site passes on for visitors whose browser runs no scripts.
 *
 * @since 0.1.0
 *
 * @see docs/decisions/2026-11-23-plain-pages.md
 */
final class Plain_Page {

	/**
	 * Where the pages begin, below `/v1`.
	 */
	private const PREFIX = '/plain/';

	/**
	 * What a page of the service may do here; it says so itself, too.
	 */
	private const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	/**
	 * Whether a path is one of the pages'.
	 *
	 * @since 0.1.0
	 *
	 * @param string $path Below `/v1`.
	 */
	public static function is_path( string $path ): bool {
		return 0 === strpos( $path, self::PREFIX );
	}

	/**
	 * The address of the first page. It says nothing of the connection: page caches keep it for longer than that may last.
	 *
	 * @since 0.1.0
	 *
	 * @param string[] $services Ids; empty for all services.
	 */
	public static function address( array $services ): string {
		$first = self::place( self::PREFIX . 'services' );
		return array() === $services ? $first : add_query_arg( 'services', implode( ',', $services ), $first );
	}

	/**
	 * The address on this site under which the pages stand. The service needs it to have visitors sent back to by the payment provider.
	 *
	 * @since 0.1.0
	 */
	public static function door(): string {
		return untrailingslashit( self::place( self::PREFIX ) );
	}

	/**
	 * The service's path of a page.
	 *
	 * @since 0.1.0
	 *
	 * @param string $path This site's, such as `/plain/times`.
	 */
	public static function service_path( string $path ): string {
		$connection = Connection::load();
		// Without a connection nothing is sent.
		$site_id = null === $connection ? 'none' : $connection->site_id();
		return self::PREFIX . $site_id . '/' . substr( $path, strlen( self::PREFIX ) );
	}

	/**
	 * Says on a page what went wrong between this site and the service.
	 *
	 * @since 0.1.0
	 *
	 * @param WP_Error $error A problem.
	 */
	public static function from_problem( WP_Error $error ): Service_Answer {
		$words = Problem::translate( Problem::describe( $error ) );
		$body  = '<!doctype html><html ' . get_language_attributes() . '><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
			. '<title>' . esc_html( $words['title'] ) . '</title></head><body>'
			. '<h1>' . esc_html( $words['title'] ) . '</h1><p>' . esc_html( $words['advice'] ) . '</p>'
			. '<p>' . Widget::write_contact() . '</p>'
			. '<p><a href="' . esc_url( home_url( '/' ) ) . '">' . esc_html__( 'Back to the website', 'holdfast-booking' ) . '</a></p></body></html>';
		$after = Problem::retry_after( $error );
		$own   = array(
			'content-type'            => 'text/html; charset=utf-8',
			'content-security-policy' => self::POLICY,
			'referrer-policy'         => 'no-referrer',
			'retry-after'             => null === $after ? '' : (string) $after,
			Service_Answer::PAGE_MARK => '1',
		);
		return new Service_Answer( Problem::status( $error ), $body, $own );
	}

	/**
	 * The address on this site of a path.
	 *
	 * @param string $path Below `/v1`.
	 */
	private static function place( string $path ): string {
		return rest_url( Routes::NAMESPACE . $path );
	}
}
