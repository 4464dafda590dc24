<?php
/**
 * Tests of the settings screen.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Connector;
use Holdfast\Booking\Observations;
use Holdfast\Booking\Problem;
use Holdfast\Booking\Service_Client;
use Holdfast\Booking\Settings_Page;

require_once ABSPATH . 'wp-admin/includes/admin.php';

/**
 * The menu, the script and the notices.
 */
final class Settings_Page_Test extends Site_Test_Case {

	/**
	 * The screen under test.
	 *
	 * @var Settings_Page
	 */
	private $page;

	protected function setUp(): void {
		parent::setUp();
		$this->log_in( 'administrator' );
		$GLOBALS['menu']       = array();
		$GLOBALS['submenu']    = array();
		$GLOBALS['wp_scripts'] = null;
		$GLOBALS['wp_styles']  = null;
		$build                 = $GLOBALS['holdfast_site']->folder . '/built-settings';
		if ( ! is_dir( $build ) ) {
			mkdir( $build );
			file_put_contents( $build . '/index.asset.php', "<?php return array( 'dependencies' => array( 'wp-element' ), 'version' => 'tests' );" );
			file_put_contents( $build . '/index.css', '' );
		}
		$this->page = new Settings_Page( new Connector( new Service_Client() ), $build );
		$this->page->add_menu();
	}

	protected function tearDown(): void {
		unset( $GLOBALS['current_screen'] );
		parent::tearDown();
	}

	public function test_the_menu_opens_the_screen_for_administrators(): void {
		$entry = current( $GLOBALS['menu'] );
		self::assertSame( array( 'Holdfast', 'manage_options', 'holdfast-booking' ), array_slice( $entry, 0, 3 ) );
		self::assertContains( 'dashicons-calendar-alt', $entry );
	}

	public function test_the_script_is_loaded_on_the_screen_and_nowhere_else(): void {
		$this->page->enqueue( 'edit.php' );
		self::assertFalse( wp_script_is( 'holdfast-booking-settings' ) );
		$this->page->enqueue( 'toplevel_page_holdfast-booking' );
		self::assertTrue( wp_script_is( 'holdfast-booking-settings' ) );
		self::assertContains( 'wp-element', wp_scripts()->registered['holdfast-booking-settings']->deps );
		self::assertSame( 'holdfast-booking', wp_scripts()->registered['holdfast-booking-settings']->textdomain );
		self::assertStringEndsWith( '/plugins/holdfast-booking/build/settings/index.js', wp_scripts()->registered['holdfast-booking-settings']->src );
		self::assertTrue( wp_style_is( 'wp-components' ) );
		self::assertTrue( wp_style_is( 'holdfast-booking-settings-index' ) );
		self::assertFalse( wp_style_is( 'holdfast-booking-settings-style-index' ) );
	}

	public function test_a_copy_that_was_not_built_says_so(): void {
		$page = new Settings_Page( new Connector( new Service_Client() ), $GLOBALS['holdfast_site']->folder . '/nowhere' );
		ob_start();
		$page->show();
		self::assertStringContainsString( 'was not built', (string) ob_get_clean() );
		ob_start();
		$this->page->show();
		$printed = (string) ob_get_clean();
		self::assertStringNotContainsString( 'was not built', $printed );
		self::assertStringContainsString( '<div id="holdfast-settings">', $printed );
	}

	/**
	 * Faults, and whether an administrator must do something.
	 *
	 * @return array<string, array{0: string, 1: bool}>
	 */
	public static function faults(): array {
		return array(
			'disconnected by the service' => array( 'site_not_connected', true ),
			'moved'                       => array( 'site_moved', true ),
			'blocked by WordPress'        => array( 'requests_blocked', true ),
			'an outage'                   => array( 'service_unavailable', false ),
		);
	}

	/**
	 * @dataProvider faults
	 *
	 * @param string $code     Of the fault.
	 * @param bool   $is_shown On other screens.
	 */
	public function test_other_screens_show_only_what_needs_action( string $code, bool $is_shown ): void {
		$this->connect();
		Observations::remember_fault( Problem::create( $code ) );
		$printed = $this->print_notices( 'dashboard' );
		self::assertSame( $is_shown, '' !== $printed );
		if ( $is_shown ) {
			self::assertStringContainsString( 'Online booking is paused.', $printed );
			self::assertStringContainsString( 'is-dismissible', $printed );
			self::assertStringContainsString( 'href="https://salon.example/wp-admin/admin.php?page=holdfast-booking"', $printed );
		}
		self::assertSame( '', $this->print_notices( 'toplevel_page_holdfast-booking' ) );
	}

	public function test_a_copy_is_announced_to_administrators_only(): void {
		$this->connect();
		update_option( 'home', 'https://staging.salon.example' );
		self::assertStringContainsString( 'another address', $this->print_notices( 'dashboard' ) );
		$this->log_in( 'editor' );
		self::assertSame( '', $this->print_notices( 'dashboard' ) );
	}

	public function test_all_is_quiet_while_all_is_well_or_nothing_was_connected(): void {
		self::assertSame( '', $this->print_notices( 'dashboard' ) );
		$this->connect();
		self::assertSame( '', $this->print_notices( 'dashboard' ) );
	}

	public function test_nothing_that_a_service_says_becomes_markup_of_the_dashboard(): void {
		$this->connect();
		$this->service->refuse( 401, 'site_not_connected' );
		update_option( Observations::FAULT, array( 'code' => 'https_required', 'title' => '<script>alert(1)</script>', 'advice' => '<img src=x onerror=alert(1)>' ) );
		$printed = $this->print_notices( 'dashboard' );
		self::assertStringNotContainsString( '<script', $printed );
		self::assertStringNotContainsString( '<img', $printed );
	}

	public function test_the_list_of_plugins_leads_to_the_screen(): void {
		$links = apply_filters( 'plugin_action_links_holdfast-booking/holdfast-booking.php', array( 'deactivate' => 'x' ) );
		self::assertSame( array( 'settings', 'deactivate' ), array_keys( $links ) );
		self::assertStringContainsString( 'admin.php?page=holdfast-booking', $links['settings'] );
	}

	/**
	 * What is shown above a screen.
	 *
	 * @param string $screen Its id.
	 */
	private function print_notices( string $screen ): string {
		set_current_screen( $screen );
		ob_start();
		$this->page->show_notices();
		return (string) ob_get_clean();
	}
}
