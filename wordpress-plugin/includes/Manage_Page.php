<?php
/**
 * The page where customers see their bookings.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Shows `/?holdfast=manage` in the theme's own look. The link's secret stands behind the `#`, so it never comes here.
 *
 * @since 0.1.0
 */
final class Manage_Page {

	/**
	 * Hooks into WordPress.
	 *
	 * @since 0.1.0
	 */
	public static function register(): void {
		// Before WordPress looks for the canonical address of the request.
		add_action( 'template_redirect', array( self::class, 'serve' ), 0 );
	}

	/**
	 * Shows the page when it is asked for, and ends.
	 *
	 * @since 0.1.0
	 */
	public static function serve(): void {
		if ( ! isset( $_GET['holdfast'] ) || 'manage' !== $_GET['holdfast'] ) { // phpcs:ignore WordPress.Security.NonceVerification
			return;
		}
		No_Cache::tell_plugins();
		if ( ! headers_sent() ) {
			status_header( 200 );
			No_Cache::send_headers();
			header( 'Referrer-Policy: no-referrer' );
			header( 'X-Robots-Tag: noindex, nofollow' );
		}
		self::show();
		exit;
	}

	/**
	 * Shows the page.
	 *
	 * @since 0.1.0
	 */
	public static function show(): void {
		global $wp_query;
		// It is neither the front page nor a list of posts, whatever WordPress makes of the address.
		$wp_query->init_query_flags();
		add_filter( 'pre_get_document_title', array( self::class, 'title' ) );
		add_filter( 'wp_robots', 'wp_robots_sensitive_page' );
		add_action( 'wp_head', array( self::class, 'print_referrer' ), 1 );
		if ( wp_is_block_theme() ) {
			self::show_in_block_theme();
		} else {
			get_header();
			// The element and its attributes are escaped where they are written.
			echo '<main id="primary" class="site-main holdfast-manage-page">' . self::write_element() . '</main>'; // phpcs:ignore WordPress.Security.EscapeOutput
			get_footer();
		}
	}

	/**
	 * The title of the page.
	 *
	 * @since 0.1.0
	 */
	public static function title(): string {
		/* translators: %s: name of the site. */
		return sprintf( __( 'Your booking – %s', 'holdfast-booking' ), get_bloginfo( 'name', 'display' ) );
	}

	/**
	 * Says in the page too that no address of it is passed on.
	 *
	 * @since 0.1.0
	 */
	public static function print_referrer(): void {
		echo '<meta name="referrer" content="no-referrer">' . "\n";
	}

	/**
	 * Shows the page between the header and the footer of a block theme, which has no PHP templates to ask for.
	 */
	private static function show_in_block_theme(): void {
		// Blocks say while they are rendered which styles they need, so that comes before the head.
		$blocks = '<!-- wp:template-part {"slug":"header","tagName":"header"} /-->'
			. '<!-- wp:group {"tagName":"main","layout":{"type":"constrained"},"style":{"spacing":{"padding":{"top":"2rem","bottom":"2rem"}}}} -->'
			. '<main class="wp-block-group holdfast-manage-page" style="padding-top:2rem;padding-bottom:2rem"><!-- wp:html -->' . self::write_element() . '<!-- /wp:html --></main>'
			. '<!-- /wp:group -->'
			. '<!-- wp:template-part {"slug":"footer","tagName":"footer"} /-->';
		$html   = do_blocks( $blocks );
		?>
<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
	<meta charset="<?php bloginfo( 'charset' ); ?>">
	<meta name="viewport" content="width=device-width, initial-scale=1">
		<?php
		// Block themes leave the title to WordPress, which prints it with templates of its own only.
		if ( ! current_theme_supports( 'title-tag' ) ) {
			echo '<title>' . esc_html( wp_get_document_title() ) . '</title>';
		}
		wp_head();
		?>
</head>
<body <?php body_class(); ?>>
		<?php
		wp_body_open();
		echo '<div class="wp-site-blocks">' . $html . '</div>'; // phpcs:ignore WordPress.Security.EscapeOutput -- rendered blocks.
		wp_footer();
		?>
</body>
</html>
		<?php
	}

	/**
	 * Writes the element that the widget fills.
	 *
	 * @return string Escaped HTML.
	 */
	private static function write_element(): string {
		Widget::enqueue();
		return Widget::write_element( 'holdfast-manage', Widget::attributes(), Widget::write_fallback() );
	}
}
