<?php
/**
 * The booking on a page.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Block_Supports;

defined( 'ABSPATH' ) || exit;

/**
 * Writes the element that the widget fills, for the block and for the shortcode. Page caches may keep it: nothing in it depends on who asks or when.
 *
 * @since 0.1.0
 */
final class Booking_Markup {

	public const SHORTCODE = 'holdfast_booking';

	/**
	 * Hooks into WordPress.
	 *
	 * @since 0.1.0
	 */
	public static function register(): void {
		add_action( 'init', array( self::class, 'register_blocks' ) );
	}

	/**
	 * Registers the shortcode, and the blocks that were built.
	 *
	 * @since 0.1.0
	 */
	public static function register_blocks(): void {
		add_shortcode( self::SHORTCODE, array( self::class, 'render_shortcode' ) );
		$found = glob( Plugin::path( 'build/*/block.json' ) );
		foreach ( is_array( $found ) ? $found : array() as $file ) {
			register_block_type( $file );
		}
	}

	/**
	 * Renders the block. Called by its render.php.
	 *
	 * @since 0.1.0
	 *
	 * @param array{services?: string[], accent?: string, firstStep?: string} $attributes Of the block.
	 * @return string Escaped HTML; empty when there is nothing to show to a visitor.
	 */
	public static function render( array $attributes ): string {
		$content = self::render_content( $attributes );
		return '' === $content ? '' : '<div ' . self::write_frame() . '>' . $content . '</div>';
	}

	/**
	 * Renders `[holdfast_booking services="svc_a,svc_b" accent="#1d4ed8" first-step="time"]`.
	 *
	 * @since 0.1.0
	 *
	 * @param array<string, string>|string $attributes Of the shortcode; an empty text when it has none.
	 * @return string Escaped HTML; empty when there is nothing to show to a visitor.
	 */
	public static function render_shortcode( $attributes ): string {
		$known   = array(
			'services'   => '',
			'accent'     => '',
			'first-step' => '',
		);
		$given   = shortcode_atts( $known, is_array( $attributes ) ? $attributes : array(), self::SHORTCODE );
		$content = self::render_content(
			array(
				'services'  => explode( ',', $given['services'] ),
				'accent'    => $given['accent'],
				'firstStep' => $given['first-step'],
			)
		);
		return '' === $content ? '' : '<div class="wp-block-holdfast-booking">' . $content . '</div>';
	}

	/**
	 * Writes what the editor chose for the block's frame; outside of a block there is nothing to choose.
	 *
	 * @return string Escaped attributes.
	 */
	private static function write_frame(): string {
		return null === WP_Block_Supports::$block_to_render ? 'class="wp-block-holdfast-booking"' : get_block_wrapper_attributes();
	}

	/**
	 * Renders what both have in common.
	 *
	 * @param array<string, mixed> $attributes As given by an author, whom the page's visitors did not choose.
	 */
	private static function render_content( array $attributes ): string {
		$connection = Connection::load();
		if ( null === $connection || $connection->is_copy() ) {
			return self::render_disconnected( null !== $connection );
		}
		Widget::enqueue();
		$services = self::choose_services( $attributes['services'] ?? array() );
		$own      = array(
			'services'   => implode( ',', $services ),
			'first-step' => in_array( $attributes['firstStep'] ?? '', array( 'service', 'time' ), true ) ? $attributes['firstStep'] : '',
			'accent'     => Widget::convert_style( $attributes['accent'] ?? '' ),
		);
		$fallback = Widget::write_fallback( Plain_Page::address( $services ) );
		return Widget::write_element( 'holdfast-booking', array_merge( Widget::attributes(), $own ), $fallback );
	}

	/**
	 * Renders what stands there while the site is not connected: visitors see how to reach the business, editors what to do.
	 *
	 * @param bool $is_copy Whether this is a copy of a connected site.
	 */
	private static function render_disconnected( bool $is_copy ): string {
		$contact = Widget::write_contact();
		$html    = '' === $contact ? '' : '<p>' . esc_html__( 'Online booking is not available at the moment.', 'holdfast-booking' ) . ' ' . $contact . '</p>';
		if ( ! current_user_can( 'edit_posts' ) ) {
			return $html;
		}
		// The hint is for this person alone.
		No_Cache::tell_plugins();
		$text = $is_copy
			? __( 'Only editors see this: this website has another address than the one that was connected, so bookings are paused here.', 'holdfast-booking' )
			: __( 'Only editors see this: this website is not connected to a booking service yet, so visitors see no booking here.', 'holdfast-booking' );
		$link = current_user_can( Permission::CAPABILITY )
			? sprintf( '<a href="%s">%s</a>', esc_url( Settings_Page::address() ), esc_html__( 'Connect it', 'holdfast-booking' ) )
			: esc_html__( 'Ask an administrator to connect it.', 'holdfast-booking' );
		return $html . '<p><em>' . esc_html( $text ) . '</em> ' . $link . '</p>';
	}

	/**
	 * Chooses what looks like ids of services.
	 *
	 * @param mixed $services Ids; empty for all services.
	 * @return string[]
	 */
	private static function choose_services( $services ): array {
		$ids = array_map( 'trim', array_filter( is_array( $services ) ? $services : array(), 'is_string' ) );
		return array_values( array_unique( preg_grep( '/^[A-Za-z0-9_-]{1,64}$/D', $ids ) ) );
	}
}
