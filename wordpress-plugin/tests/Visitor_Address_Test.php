<?php
/**
 * Tests of where a person asks from.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Visitor_Address;
use PHPUnit\Framework\TestCase;

/**
 * The service's limits count what is found here.
 */
final class Visitor_Address_Test extends TestCase {

	/**
	 * Requests as the server sees them.
	 *
	 * @return array<string, array{0: array<string, string>, 1: string, 2: string}>
	 */
	public static function requests(): array {
		$forwarded = array(
			'REMOTE_ADDR'           => '10.0.0.1',
			'HTTP_X_FORWARDED_FOR'  => '198.51.100.9, 203.0.113.7',
			'HTTP_CF_CONNECTING_IP' => '2001:db8::7',
			'HTTP_X_REAL_IP'        => 'nonsense',
		);
		return array(
			'without a proxy'                          => array( array( 'REMOTE_ADDR' => '203.0.113.7' ), '', '203.0.113.7' ),
			'over IPv6'                                => array( array( 'REMOTE_ADDR' => '2001:db8::7' ), '', '2001:db8::7' ),
			'headers that nobody named are ignored'    => array( $forwarded, '', '10.0.0.1' ),
			'the last address is the proxy’s own word' => array( $forwarded, 'X-Forwarded-For', '203.0.113.7' ),
			'another proxy’s header'                   => array( $forwarded, 'CF-Connecting-IP', '2001:db8::7' ),
			'the header says nonsense'                 => array( $forwarded, 'X-Real-IP', '10.0.0.1' ),
			'the header is missing'                    => array( $forwarded, 'True-Client-IP', '10.0.0.1' ),
			'nothing is known: never the site itself'  => array( array(), '', '0.0.0.0' ),
			'a socket has no address'                  => array( array( 'REMOTE_ADDR' => 'unix:' ), '', '0.0.0.0' ),
		);
	}

	/**
	 * @dataProvider requests
	 *
	 * @param array<string, string> $server   Like `$_SERVER`.
	 * @param string                $header   Of the site's proxy.
	 * @param string                $expected The address.
	 */
	public function test_the_address_is_the_visitor_s( array $server, string $header, string $expected ): void {
		self::assertSame( $expected, Visitor_Address::choose( $server, $header ) );
	}
}
