<?php
/**
 * Tests of what the plugin needs.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use function Holdfast\Booking\describe_missing_requirements;
use function Holdfast\Booking\show_missing_requirements;

/**
 * Old PHP, old WordPress, no sodium.
 */
final class Requirements_Test extends Site_Test_Case {

	/**
	 * Machines.
	 *
	 * @return array<string, array{0: string, 1: string, 2: bool, 3: array<int, array{0: string, 1: string}>}>
	 */
	public static function machines(): array {
		return array(
			'the oldest'      => array( '7.4.0', '6.5', true, array() ),
			'the newest'      => array( '8.5.1', '7.1', true, array() ),
			'a candidate'     => array( '8.2.1', '6.6-RC3', true, array() ),
			'old PHP'         => array( '7.3.33', '6.5', true, array( array( 'php', '7.3.33' ) ) ),
			'old WordPress'   => array( '8.2.1', '6.4.5', true, array( array( 'wordpress', '6.4.5' ) ) ),
			'nothing at all'  => array( '7.0.1', '6.1', false, array( array( 'php', '7.0.1' ), array( 'wordpress', '6.1' ), array( 'sodium', '' ) ) ),
		);
	}

	/**
	 * @dataProvider machines
	 *
	 * @param string                                  $php        Version.
	 * @param string                                  $wordpress  Version.
	 * @param bool                                    $has_sodium Whether it is there.
	 * @param array<int, array{0: string, 1: string}> $missing    What is missed.
	 */
	public function test_what_is_missing_is_named( string $php, string $wordpress, bool $has_sodium, array $missing ): void {
		self::assertSame( $missing, describe_missing_requirements( $php, $wordpress, $has_sodium ) );
	}

	public function test_administrators_are_told_in_plain_words_and_others_are_not(): void {
		show_missing_requirements( array( array( 'php', '7.3.33' ), array( 'sodium', '' ) ) );
		$this->log_in( 'editor' );
		self::assertStringNotContainsString( 'Holdfast', $this->print_notices() );
		$this->log_in( 'administrator' );
		$printed = $this->print_notices();
		remove_all_actions( 'admin_notices', 11 );
		self::assertStringContainsString( 'needs PHP 7.4 or later, and this site runs on PHP 7.3.33. Ask your host', $printed );
		self::assertStringContainsString( 'needs PHP’s sodium functions', $printed );
	}

	public function test_the_header_names_the_same_versions(): void {
		$data = get_file_data( dirname( __DIR__ ) . '/holdfast-booking.php', array( 'php' => 'Requires PHP', 'wordpress' => 'Requires at least', 'domain' => 'Text Domain' ) );
		self::assertSame( array( 'php' => '7.4', 'wordpress' => '6.5', 'domain' => 'holdfast-booking' ), $data );
		$readme = (string) file_get_contents( dirname( __DIR__ ) . '/readme.txt' );
		self::assertStringContainsString( "Requires at least: 6.5\n", $readme );
		self::assertStringContainsString( "Requires PHP: 7.4\n", $readme );
		self::assertStringContainsString( 'Stable tag: ' . \Holdfast\Booking\Plugin::VERSION . "\n", $readme );
	}

	/**
	 * What the last notice of the plugin prints.
	 */
	private function print_notices(): string {
		$callbacks = $GLOBALS['wp_filter']['admin_notices']->callbacks[10];
		ob_start();
		foreach ( $callbacks as $callback ) {
			if ( $callback['function'] instanceof \Closure ) {
				$callback['function']();
			}
		}
		return (string) ob_get_clean();
	}
}
