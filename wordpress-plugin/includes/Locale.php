<?php
/**
 * The site's language.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Writes WordPress's locales the way the web does.
 *
 * @since 0.1.0
 */
final class Locale {

	/**
	 * The language tag of the page that is being made, such as `sv-SE`. Plugins for several languages answer for each page.
	 *
	 * @since 0.1.0
	 */
	public static function of_site(): string {
		return self::convert( get_locale() );
	}

	/**
	 * Converts a locale to a language tag; what is WordPress's own, such as `_formal`, is left out.
	 *
	 * @since 0.1.0
	 *
	 * @param string $locale Such as `de_DE_formal`.
	 */
	public static function convert( string $locale ): string {
		$parts = explode( '_', str_replace( '-', '_', $locale ) );
		$tag   = array_filter(
			array_slice( $parts, 0, 3 ),
			static function ( string $part, int $index ): bool {
				return (bool) preg_match( 0 === $index ? '/^[a-z]{2,3}$/' : '/^([A-Z][a-z]{3}|[A-Z]{2}|\d{3})$/', $part );
			},
			ARRAY_FILTER_USE_BOTH
		);
		return isset( $tag[0] ) ? implode( '-', $tag ) : 'en';
	}
}
