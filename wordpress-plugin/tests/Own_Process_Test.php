<?php
/**
 * Tests of what takes a process of its own: constants of wp-config.php, and the end.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Connection;
use Holdfast\Booking\Connector;
use Holdfast\Booking\Observations;
use Holdfast\Booking\Problem;
use Holdfast\Booking\Settings_Page;
use Holdfast\Booking\Signing_Key;
use Holdfast\Booking\Ticker;

/**
 * Each runs a script of support/ in the tests' WordPress.
 */
final class Own_Process_Test extends Site_Test_Case {

	protected function tearDown(): void {
		wp_cache_flush();
		parent::tearDown();
	}

	public function test_a_key_of_wp_config_is_used_and_written_nowhere(): void {
		$seed     = base64_encode( str_repeat( 'k', 32 ) );
		$outcome  = $this->run_script( 'connect-with-wp-config-key.php', $seed );
		$expected = ( new Signing_Key( str_repeat( 'k', 32 ) ) )->public_key();
		self::assertSame( 'wp-config', $outcome['connection']['keySource'] );
		self::assertSame( $expected, $outcome['connected']['publicKey'] );
		self::assertTrue( $outcome['isSigned'] );
		self::assertSame( '', $outcome['option']['sealed_key'] );
		self::assertStringNotContainsString( $seed, (string) wp_json_encode( $outcome['option'] ) );
		self::assertSame( array( 'signing_key_in_wp_config', 409 ), $outcome['change'] );
		// The constant is gone again in this process: the site must not speak with another key.
		wp_cache_flush();
		self::assertSame( 'signing_key_changed', Connection::load()->open_key()->get_error_code() );
	}

	public function test_another_key_in_wp_config_is_noticed(): void {
		$this->connect();
		$outcome = $this->run_script( 'open-wp-config-key.php', base64_encode( str_repeat( 'x', 32 ) ) );
		self::assertSame( 'signing_key_changed', $outcome );
	}

	public function test_nonsense_in_wp_config_is_named(): void {
		$this->connect();
		foreach ( array( 'nonsense', base64_encode( 'short' ), '' ) as $nonsense ) {
			self::assertSame( 'signing_key_invalid', $this->run_script( 'open-wp-config-key.php', $nonsense ) );
		}
	}

	public function test_the_proxy_s_header_is_believed_only_when_wp_config_names_it(): void {
		self::assertSame( array( 'named' => '203.0.113.7', 'unnamed' => '10.0.0.1' ), $this->run_script( 'find-visitor.php' ) );
	}

	public function test_a_deleted_plugin_leaves_nothing(): void {
		$this->connect();
		$id = $this->log_in( 'administrator' );
		Observations::remember_fault( Problem::create( 'service_unavailable' ) );
		Observations::remember_clock( 5000 );
		set_transient( Ticker::LOCK, 1, 60 );
		set_transient( Connector::BEGUN . $id, array( 'state' => 'x' ), 60 );
		set_transient( Settings_Page::NOTICE . $id, array( 'text' => 'x' ), 60 );
		self::assertNotSame( array(), self::find_traces() );

		self::assertSame( 'done', $this->run_script( 'uninstall.php' ) );

		wp_cache_flush();
		self::assertSame( array(), self::find_traces() );
		self::assertFalse( wp_next_scheduled( Ticker::HOOK ) );
	}

	public function test_the_readable_parts_of_the_plugin_do_nothing_when_they_are_called_directly(): void {
		$folder = dirname( __DIR__ );
		$files  = array_merge( array( $folder . '/holdfast-booking.php', $folder . '/uninstall.php' ), (array) glob( $folder . '/includes/*.php' ) );
		self::assertGreaterThan( 20, count( $files ) );
		foreach ( $files as $file ) {
			self::assertSame( '', $GLOBALS['holdfast_site']->run( array( $file ) ), $file );
		}
	}

	/**
	 * What of the plugin is in the database.
	 *
	 * @return string[]
	 */
	private static function find_traces(): array {
		global $wpdb;
		$options = $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%holdfast%'" );
		$users   = $wpdb->get_col( "SELECT meta_key FROM {$wpdb->usermeta} WHERE meta_key LIKE '%holdfast%'" );
		$cron    = false === strpos( (string) wp_json_encode( get_option( 'cron' ) ), 'holdfast' ) ? array() : array( 'cron' );
		return array_merge( $options, $users, $cron );
	}

	/**
	 * Runs a script in the tests' WordPress.
	 *
	 * @param string $name         Of a file in support/.
	 * @param string ...$arguments It is told.
	 * @return mixed What it says.
	 */
	private function run_script( string $name, string ...$arguments ) {
		$site   = $GLOBALS['holdfast_site'];
		$output = $site->run( array_merge( array( __DIR__ . '/support/' . $name, $site->folder ), $arguments ) );
		return json_decode( $output, true );
	}
}
