<?php
/**
 * Tests of the booking on a page.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use DOMDocument;
use DOMElement;
use Holdfast\Booking\Booking_Markup;
use Holdfast\Booking\Observations;
use Holdfast\Booking\Widget;

/**
 * Read by an HTML parser, not by eye.
 */
final class Booking_Markup_Test extends Site_Test_Case {

	protected function setUp(): void {
		parent::setUp();
		$GLOBALS['wp_scripts'] = null;
		$GLOBALS['wp_styles']  = null;
		wp_script_modules()->dequeue( 'holdfast-booking-widget' );
	}

	public function test_the_element_says_where_the_service_is_reached(): void {
		$this->connect();
		$element  = $this->read( Booking_Markup::render( array( 'services' => array( 'svc_a', 'svc_b' ), 'accent' => '#1d4ed8', 'firstStep' => 'time' ) ) );
		$expected = array(
			'service-url'   => 'https://salon.example/wp-json/holdfast',
			'fallback-url'  => 'https://salon.example/wp-admin/admin-ajax.php?action=holdfast&path=',
			'locale'        => 'en-US',
			'contact-phone' => '+46 8 123 45 67',
			'contact-email' => 'hello@salon.example',
			'services'      => 'svc_a,svc_b',
			'first-step'    => 'time',
			'accent'        => '#1d4ed8',
		);
		self::assertSame( $expected, self::attributes( $element ) );
	}

	public function test_without_pretty_addresses_the_route_stands_in_the_query(): void {
		$this->connect();
		update_option( 'permalink_structure', '' );
		$GLOBALS['wp_rewrite']->init();
		$element = $this->read( Booking_Markup::render( array() ) );
		update_option( 'permalink_structure', '/%postname%/' );
		$GLOBALS['wp_rewrite']->init();
		self::assertSame( 'https://salon.example/index.php?rest_route=/holdfast', $element->getAttribute( 'service-url' ) );
	}

	public function test_a_browser_without_scripts_is_led_to_the_plain_pages(): void {
		$this->connect();
		$html = Booking_Markup::render( array( 'services' => array( 'svc_a', 'svc_b' ) ) );
		preg_match( '@<noscript>.*?<a rel="nofollow" href="([^"]*)"@', $html, $found );
		self::assertSame( 'https://salon.example/wp-json/holdfast/v1/plain/services?services=svc_a,svc_b', html_entity_decode( $found[1] ) );
		// Whose widget was blocked finds the same way.
		self::assertSame( 2, substr_count( $html, '/plain/services?services=svc_a,svc_b"' ) );
		$all = Booking_Markup::render( array() );
		self::assertStringContainsString( 'href="https://salon.example/wp-json/holdfast/v1/plain/services"', $all );

		update_option( 'permalink_structure', '' );
		$GLOBALS['wp_rewrite']->init();
		$plain = Booking_Markup::render( array( 'services' => array( 'svc_a' ) ) );
		update_option( 'permalink_structure', '/%postname%/' );
		$GLOBALS['wp_rewrite']->init();
		preg_match( '@<noscript>.*?<a rel="nofollow" href="([^"]*)"@', $plain, $found );
		self::assertSame( 'https://salon.example/index.php?rest_route=/holdfast/v1/plain/services&services=svc_a', rawurldecode( html_entity_decode( $found[1] ) ) );
	}

	public function test_a_block_without_choices_shows_everything(): void {
		$this->connect();
		$attributes = self::attributes( $this->read( Booking_Markup::render( array() ) ) );
		self::assertSame( array(), array_intersect( array( 'services', 'first-step', 'accent', 'site' ), array_keys( $attributes ) ) );
	}

	public function test_the_shortcode_makes_the_same_element(): void {
		$this->connect();
		$by_shortcode = $this->read( do_shortcode( '[holdfast_booking services="svc_a, svc_b" accent="#abc" first-step="service"]' ) );
		$by_block     = $this->read( Booking_Markup::render( array( 'services' => array( 'svc_a', 'svc_b' ), 'accent' => '#abc', 'firstStep' => 'service' ) ) );
		self::assertSame( self::attributes( $by_block ), self::attributes( $by_shortcode ) );
		self::assertSame( 'holdfast-booking', $this->read( do_shortcode( '[holdfast_booking]' ) )->tagName );
	}

	public function test_nothing_that_an_author_or_the_service_says_becomes_markup(): void {
		$this->connect();
		$evil = '"><script>alert(1)</script><i x="';
		Observations::remember_contact( array( 'name' => $evil, 'phone' => $evil, 'email' => $evil ) );
		$html = Booking_Markup::render( array( 'services' => array( 'svc_a', $evil, 7 ), 'accent' => 'red;background:url(//evil.example)', 'firstStep' => $evil ) );
		self::assertStringNotContainsString( '<script', $html );
		$element = $this->read( $html );
		self::assertSame( 'svc_a', $element->getAttribute( 'services' ) );
		self::assertSame( $evil, $element->getAttribute( 'contact-phone' ) );
		self::assertFalse( $element->hasAttribute( 'accent' ) );
		self::assertFalse( $element->hasAttribute( 'first-step' ) );
		self::assertSame( 0, $element->ownerDocument->getElementsByTagName( 'i' )->length );

		$by_shortcode = do_shortcode( '[holdfast_booking services="svc_a\'><script>" accent="javascript:alert(1)"]' );
		self::assertStringNotContainsString( '<script', $by_shortcode );
		self::assertStringNotContainsString( 'javascript:', $by_shortcode );
	}

	/**
	 * Colours, good and bad.
	 *
	 * @return array<int, array{0: mixed, 1: string}>
	 */
	public static function colours(): array {
		return array(
			array( '#1d4ed8', '#1d4ed8' ),
			array( 'rebeccapurple', 'rebeccapurple' ),
			array( 'rgb(1 2 3 / 50%)', 'rgb(1 2 3 / 50%)' ),
			array( 'var(--wp--preset--color--accent-1)', 'var(--wp--preset--color--accent-1)' ),
			array( 'var:preset|color|accent-1', 'var(--wp--preset--color--accent-1)' ),
			array( 'url(//evil.example)', '' ),
			array( 'red;}body{display:none', '' ),
			array( 'var(--a, url(//evil.example))', '' ),
			array( "#fff\n", '#fff' ),
			array( null, '' ),
			array( array( '#fff' ), '' ),
		);
	}

	/**
	 * @dataProvider colours
	 *
	 * @param mixed  $given    As in an attribute or in theme.json.
	 * @param string $expected As written.
	 */
	public function test_only_colours_become_colours( $given, string $expected ): void {
		self::assertSame( $expected, Widget::convert_style( $given ) );
	}

	public function test_every_visitor_gets_the_same_bytes(): void {
		$this->connect();
		$renders = array();
		foreach ( array( '', 'subscriber', 'editor', 'administrator' ) as $role ) {
			'' === $role ? wp_set_current_user( 0 ) : $this->log_in( $role );
			$_SERVER['REMOTE_ADDR'] = '203.0.113.' . strlen( $role );
			$renders[]              = Booking_Markup::render( array() ) . do_shortcode( '[holdfast_booking]' );
		}
		self::assertCount( 1, array_unique( $renders ) );
		self::assertStringNotContainsString( 'nonce', $renders[0] );
		self::assertDoesNotMatchRegularExpression( '/\d{4}-\d\d-\d\d|203\.0\.113|site_salon|key_first/', $renders[0] );
		self::assertSame( array(), $this->service->requests );
	}

	public function test_the_box_is_never_empty(): void {
		$this->connect();
		$texts = array();
		foreach ( array( array( 'phone' => '+46 8 1', 'email' => 'a@b.example' ), array( 'phone' => '+46 8 1' ), array( 'email' => 'a@b.example' ), array() ) as $contact ) {
			Observations::remember_contact( $contact );
			$html    = Booking_Markup::render( array() );
			$texts[] = $this->read( $html )->textContent;
			foreach ( array( 'phone' => 'href="tel:+4681"', 'email' => 'href="mailto:a@b.example"' ) as $field => $link ) {
				self::assertSame( isset( $contact[ $field ] ), false !== strpos( $html, $link ) );
			}
			self::assertStringContainsString( '<noscript>', $html );
		}
		foreach ( $texts as $text ) {
			self::assertGreaterThan( 30, strlen( trim( $text ) ) );
		}
	}

	public function test_a_site_that_is_not_connected_shows_visitors_nothing_wrong(): void {
		self::assertSame( '', Booking_Markup::render( array() ) );
		self::assertSame( '', do_shortcode( '[holdfast_booking]' ) );
		Observations::remember_contact( array( 'phone' => '+46 8 1' ) );
		$html = Booking_Markup::render( array() );
		self::assertStringContainsString( 'You can reach us at <a href="tel:+4681">+46 8 1</a>.', $html );
		self::assertStringNotContainsString( 'holdfast-booking>', $html );
	}

	public function test_editors_see_what_to_do(): void {
		$this->log_in( 'editor' );
		$for_editor = Booking_Markup::render( array() );
		$this->log_in( 'administrator' );
		$for_administrator = Booking_Markup::render( array() );
		self::assertStringContainsString( 'Only editors see this', $for_editor );
		self::assertStringNotContainsString( 'href=', $for_editor );
		self::assertStringContainsString( 'href="https://salon.example/wp-admin/admin.php?page=holdfast-booking"', $for_administrator );
	}

	public function test_a_copy_shows_no_widget(): void {
		$this->connect();
		update_option( 'home', 'https://staging.salon.example' );
		self::assertStringNotContainsString( '<holdfast-booking', Booking_Markup::render( array() ) );
		$this->log_in( 'editor' );
		self::assertStringContainsString( 'another address', Booking_Markup::render( array() ) );
	}

	public function test_the_script_comes_with_the_widget_and_not_without(): void {
		$this->connect();
		self::assertSame( '', $this->print_modules() );
		Booking_Markup::render( array() );
		$printed = $this->print_modules();
		self::assertStringContainsString( 'type="module"', $printed );
		self::assertMatchesRegularExpression( '#src="[^"]*/plugins/holdfast-booking/widget/holdfast\.js\?ver=0\.1\.0(-[0-9a-f]+)?"#', $printed );
		self::assertStringNotContainsString( 'jquery', $printed );
	}

	public function test_the_theme_s_buttons_give_the_colours_and_anything_of_the_site_wins(): void {
		$this->connect();
		Booking_Markup::render( array() );
		ob_start();
		wp_print_styles( array( 'holdfast-booking-theme' ) );
		$style = (string) ob_get_clean();
		self::assertMatchesRegularExpression( '/:where\(:root\)\{[^}]*--holdfast-accent:(#[0-9a-f]+|var\(--wp--preset--color--[a-z0-9-]+\));/i', $style );
		self::assertStringContainsString( '.holdfast-fallback{', $style );
	}

	public function test_a_block_keeps_what_the_editor_gave_its_frame(): void {
		$this->connect();
		$rendered = null;
		register_block_type(
			'holdfast/booking-of-tests',
			array(
				'api_version'     => 3,
				'attributes'      => array( 'services' => array( 'type' => 'array' ) ),
				'supports'        => array( 'align' => array( 'wide' ), 'spacing' => array( 'margin' => true ) ),
				'render_callback' => array( Booking_Markup::class, 'render' ),
			)
		);
		$html = do_blocks( '<!-- wp:holdfast/booking-of-tests {"services":["svc_a"],"align":"wide"} /-->' );
		unregister_block_type( 'holdfast/booking-of-tests' );
		self::assertMatchesRegularExpression( '/^<div class="[^"]*\balignwide\b[^"]*"><holdfast-booking /', $html );
		self::assertSame( 'svc_a', $this->read( $html )->getAttribute( 'services' ) );
		self::assertNull( $rendered );
	}

	public function test_the_language_is_the_page_s(): void {
		$this->connect();
		$swedish = static function (): string {
			return 'sv_SE';
		};
		add_filter( 'locale', $swedish );
		$element = $this->read( Booking_Markup::render( array() ) );
		remove_filter( 'locale', $swedish );
		self::assertSame( 'sv-SE', $element->getAttribute( 'locale' ) );
	}

	/**
	 * Reads the widget's element out of HTML.
	 *
	 * @param string $html Of a page's part.
	 */
	private function read( string $html ): DOMElement {
		$document = new DOMDocument();
		// Elements with a dash are newer than this parser, which says so.
		$before = libxml_use_internal_errors( true );
		$document->loadHTML( '<meta charset="utf-8"><body>' . $html . '</body>' );
		libxml_clear_errors();
		libxml_use_internal_errors( $before );
		$elements = $document->getElementsByTagName( 'holdfast-booking' );
		self::assertGreaterThan( 0, $elements->length );
		return $elements->item( 0 );
	}

	/**
	 * The attributes of an element.
	 *
	 * @param DOMElement $element Of a page.
	 * @return array<string, string>
	 */
	private static function attributes( DOMElement $element ): array {
		$attributes = array();
		foreach ( $element->attributes as $attribute ) {
			$attributes[ $attribute->name ] = $attribute->value;
		}
		return $attributes;
	}

	/**
	 * What WordPress prints of modules.
	 */
	private function print_modules(): string {
		ob_start();
		wp_script_modules()->print_enqueued_script_modules();
		$printed = (string) ob_get_clean();
		wp_script_modules()->dequeue( 'holdfast-booking-widget' );
		return $printed;
	}
}
