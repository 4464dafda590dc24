<?php
/**
 * Tests of addresses and languages.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Address;
use Holdfast\Booking\Locale;
use PHPUnit\Framework\TestCase;

/**
 * Tables.
 */
final class Address_Test extends TestCase {

	/**
	 * Addresses of services as people type them.
	 *
	 * @return array<int, array{0: string, 1: ?string, 2: bool}>
	 */
	public static function services(): array {
		return array(
			array( 'https://book.example', 'https://book.example', true ),
			array( ' https://Book.Example/ ', 'https://book.example', true ),
			array( 'book.example', 'https://book.example', true ),
			array( 'https://book.example:8443/holdfast/', 'https://book.example:8443/holdfast', true ),
			array( 'http://localhost:4000', 'http://localhost:4000', true ),
			array( 'http://127.0.0.1:4000', 'http://127.0.0.1:4000', true ),
			array( 'http://[::1]:4000', 'http://[::1]:4000', true ),
			array( 'http://book.example', 'http://book.example', false ),
			array( 'http://localhost.evil.example', 'http://localhost.evil.example', false ),
			array( 'http://127.0.0.1.evil.example', 'http://127.0.0.1.evil.example', false ),
			array( 'https://me:secret@book.example', null, false ),
			array( 'https://book.example/?a=b', null, false ),
			array( 'https://book.example/#a', null, false ),
			array( 'https://book.example/a b', null, false ),
			array( 'javascript://book.example', null, false ),
			array( 'https:///path', null, false ),
			array( '', null, false ),
		);
	}

	/**
	 * @dataProvider services
	 *
	 * @param string      $typed     By somebody.
	 * @param string|null $read      As it is kept.
	 * @param bool        $is_secure Whether it may be spoken to.
	 */
	public function test_an_address_is_read_and_judged( string $typed, ?string $read, bool $is_secure ): void {
		self::assertSame( $read, Address::parse_service( $typed ) );
		self::assertSame( $is_secure, null !== $read && Address::is_secure( $read ) );
	}

	/**
	 * Addresses and their origins.
	 *
	 * @return array<int, array{0: string, 1: string}>
	 */
	public static function origins(): array {
		return array(
			array( 'https://Salon.example/a?b=c', 'https://salon.example' ),
			array( 'https://salon.example:443/', 'https://salon.example' ),
			array( 'http://localhost:80', 'http://localhost' ),
			array( 'http://localhost:8080/a', 'http://localhost:8080' ),
		);
	}

	/**
	 * @dataProvider origins
	 *
	 * @param string $address Some address.
	 * @param string $origin  Its origin.
	 */
	public function test_an_origin_is_scheme_host_and_port( string $address, string $origin ): void {
		self::assertSame( $origin, Address::origin( $address ) );
	}

	/**
	 * Locales of WordPress and tags of the web.
	 *
	 * @return array<int, array{0: string, 1: string}>
	 */
	public static function locales(): array {
		return array(
			array( 'sv_SE', 'sv-SE' ),
			array( 'de_DE_formal', 'de-DE' ),
			array( 'pt_PT_ao90', 'pt-PT' ),
			array( 'zh_Hans_CN', 'zh-Hans-CN' ),
			array( 'es_419', 'es-419' ),
			array( 'ckb', 'ckb' ),
			array( '', 'en' ),
			array( '"><script>', 'en' ),
		);
	}

	/**
	 * @dataProvider locales
	 *
	 * @param string $locale Of WordPress.
	 * @param string $tag    Of the web.
	 */
	public function test_a_locale_becomes_a_language_tag( string $locale, string $tag ): void {
		self::assertSame( $tag, Locale::convert( $locale ) );
	}
}
