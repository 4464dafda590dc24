<?php
/**
 * The widget's script and colours.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Brings the widget's script to the pages that show a widget, and to no others.
 *
 * @since 0.1.0
 */
final class Widget {

	private const MODULE = 'holdfast-booking-widget';
	private const STYLE  = 'holdfast-booking-theme';

	/**
	 * What the fallback looks like: it shows itself when the script has not come after three seconds.
	 */
	private const FALLBACK_STYLE = 'holdfast-booking,holdfast-manage{display:block}'
		. 'holdfast-booking:not(:defined),holdfast-manage:not(:defined){min-height:20rem}'
		. '@keyframes holdfast-late{from{visibility:hidden}to{visibility:visible}}'
		. '.holdfast-fallback{animation:holdfast-late 1ms linear 3s both}'
		. '@media (scripting:none){.holdfast-fallback{display:none}}';

	/**
	 * Enqueues the script and the style. Called while a widget is rendered.
	 *
	 * @since 0.1.0
	 */
	public static function enqueue(): void {
		wp_register_script_module( self::MODULE, self::address(), array(), null );
		wp_enqueue_script_module( self::MODULE );
		// A pop-up in the footer may come after WordPress has printed its modules; one that is printed twice runs once.
		if ( did_action( wp_is_block_theme() ? 'wp_head' : 'wp_footer' ) ) {
			add_action( 'wp_print_footer_scripts', array( self::class, 'print_module' ), 100 );
		}
		self::enqueue_style();
	}

	/**
	 * Prints the script's tag.
	 *
	 * @since 0.1.0
	 */
	public static function print_module(): void {
		wp_print_script_tag(
			array(
				'type' => 'module',
				'src'  => self::address(),
			)
		);
	}

	/**
	 * What every widget element is told: where the service is reached, in which language, and whom to call when it is not. The same for every visitor.
	 *
	 * @since 0.1.0
	 *
	 * @return array<string, string>
	 */
	public static function attributes(): array {
		$contact = Observations::contact();
		return array(
			'service-url'   => untrailingslashit( rest_url( 'holdfast' ) ),
			'fallback-url'  => Ajax_Transport::address(),
			'locale'        => Locale::of_site(),
			'contact-phone' => $contact['phone'],
			'contact-email' => $contact['email'],
		);
	}

	/**
	 * Writes an element.
	 *
	 * @since 0.1.0
	 *
	 * @param string                $name       Of the element.
	 * @param array<string, string> $attributes Not escaped yet; empty ones are left out.
	 * @param string                $content    Escaped HTML.
	 */
	public static function write_element( string $name, array $attributes, string $content ): string {
		$html = '<' . $name;
		foreach ( array_filter( $attributes, 'strlen' ) as $attribute => $value ) {
			$html .= ' ' . $attribute . '="' . esc_attr( $value ) . '"';
		}
		return $html . '>' . $content . '</' . $name . '>';
	}

	/**
	 * Writes how to reach the business without the widget; empty when nothing is known.
	 *
	 * @since 0.1.0
	 *
	 * @return string Escaped HTML.
	 */
	public static function write_contact(): string {
		$contact = Observations::contact();
		$phone   = sprintf( '<a href="%s">%s</a>', esc_url( 'tel:' . preg_replace( '/[^0-9+*#]/', '', $contact['phone'] ) ), esc_html( $contact['phone'] ) );
		$email   = sprintf( '<a href="%s">%s</a>', esc_url( 'mailto:' . $contact['email'] ), esc_html( $contact['email'] ) );
		if ( '' !== $contact['phone'] && '' !== $contact['email'] ) {
			/* translators: 1: phone number, 2: e-mail address; both are links. */
			return sprintf( esc_html__( 'You can reach us at %1$s or %2$s.', 'holdfast-booking' ), $phone, $email );
		}
		if ( '' === $contact['phone'] && '' === $contact['email'] ) {
			return '';
		}
		/* translators: %s: phone number or e-mail address; a link. */
		return sprintf( esc_html__( 'You can reach us at %s.', 'holdfast-booking' ), '' === $contact['phone'] ? $email : $phone );
	}

	/**
	 * Writes what stands in an element until the widget takes its place, and for browsers that run no scripts.
	 *
	 * @since 0.1.0
	 *
	 * @param string $plain_address Where the same can be done without scripts; empty when it cannot.
	 * @return string Escaped HTML.
	 */
	public static function write_fallback( string $plain_address = '' ): string {
		$text  = esc_html__( 'This part of the page could not be loaded. Please reload the page.', 'holdfast-booking' );
		$needs = esc_html__( 'Online booking needs JavaScript.', 'holdfast-booking' );
		if ( '' !== $plain_address ) {
			$link  = '<a rel="nofollow" href="' . esc_url( $plain_address ) . '">' . esc_html__( 'Book without JavaScript', 'holdfast-booking' ) . '</a>';
			$text .= ' ' . $link;
			$needs = $link;
		}
		return '<p class="holdfast-fallback">' . trim( $text . ' ' . self::write_contact() ) . '</p>'
			. '<noscript><p>' . trim( $needs . ' ' . self::write_contact() ) . '</p></noscript>';
	}

	/**
	 * The address of the script. The names of its later parts change with each build, so a browser must not keep an old first part.
	 */
	private static function address(): string {
		$file    = Plugin::path( 'widget/holdfast.js' );
		$version = Plugin::VERSION . ( is_file( $file ) ? '-' . dechex( (int) filemtime( $file ) ) : '' );
		return add_query_arg( 'ver', $version, Plugin::url( 'widget/holdfast.js' ) );
	}

	/**
	 * Enqueues the fallback's style and the theme's own colours, so weak that anything the site's style sheets say about them wins.
	 */
	private static function enqueue_style(): void {
		if ( wp_style_is( self::STYLE, 'registered' ) ) {
			wp_enqueue_style( self::STYLE );
			return;
		}
		$theme = '';
		foreach ( self::read_theme() as $property => $value ) {
			$theme .= $property . ':' . $value . ';';
		}
		wp_register_style( self::STYLE, false, array(), Plugin::VERSION );
		wp_add_inline_style( self::STYLE, self::FALLBACK_STYLE . ( '' === $theme ? '' : ':where(:root){' . $theme . '}' ) );
		wp_enqueue_style( self::STYLE );
	}

	/**
	 * Reads how the theme's buttons look.
	 *
	 * @return array<string, string> CSS by the widget's custom property.
	 */
	private static function read_theme(): array {
		$button = wp_get_global_styles( array( 'elements', 'button' ) );
		$button = is_array( $button ) ? $button : array();
		$found  = array(
			'--holdfast-accent'      => $button['color']['background'] ?? null,
			'--holdfast-accent-text' => $button['color']['text'] ?? null,
			'--holdfast-radius'      => $button['border']['radius'] ?? null,
		);
		return array_filter( array_map( array( self::class, 'convert_style' ), $found ), 'strlen' );
	}

	/**
	 * Converts a value of theme.json to CSS; empty when it is none that a widget can use.
	 *
	 * @since 0.1.0
	 *
	 * @param mixed $value Such as `#333`, `var(--wp--preset--color--contrast)` or `var:preset|color|contrast`.
	 */
	public static function convert_style( $value ): string {
		if ( ! is_string( $value ) ) {
			return '';
		}
		if ( preg_match( '/^var:([a-z0-9|-]+)$/Di', $value, $parts ) ) {
			$value = 'var(--wp--' . str_replace( '|', '--', $parts[1] ) . ')';
		}
		$forms = array(
			'#[0-9a-f]{3,8}',
			'[a-z]{3,24}',
			'\d{0,4}(\.\d{1,4})?(px|em|rem)?',
			'var\(--[a-z0-9-]{1,100}\)',
			'(rgba?|hsla?|oklch|oklab)\([0-9a-z.,%\/ -]{1,60}\)',
		);
		return preg_match( '/^(' . implode( '|', $forms ) . ')$/Di', trim( $value ) ) ? trim( $value ) : '';
	}
}
