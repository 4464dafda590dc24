<?php
/**
 * Tests of connecting, changing the key and disconnecting.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Booking_Markup;
use Holdfast\Booking\Connection;
use Holdfast\Booking\Connection_Controller;
use Holdfast\Booking\Observations;
use Holdfast\Booking\Signing_Key;
use Holdfast\Booking\Ticker;

/**
 * Through the REST routes, as the settings screen does it.
 */
final class Connection_Test extends Site_Test_Case {

	/**
	 * The routes of the connection.
	 */
	private const ROUTES = array(
		array( 'GET', '/connection' ),
		array( 'POST', '/connection/begin' ),
		array( 'POST', '/connection/link' ),
		array( 'POST', '/connection/keys' ),
		array( 'POST', '/connection/disconnect' ),
	);

	public function test_only_administrators_come_near_the_connection(): void {
		foreach ( array( '', 'subscriber', 'editor' ) as $role ) {
			'' === $role ? wp_set_current_user( 0 ) : $this->log_in( $role );
			foreach ( self::ROUTES as list( $method, $route ) ) {
				$response = $this->ask( $method, $route, '{"serviceUrl":"https://book.example","link":"https://book.example/connect#hfc_a"}' );
				self::assertSame( '' === $role ? 401 : 403, $response->get_status(), "$role $route" );
			}
		}
		self::assertSame( array(), $this->service->requests );
	}

	public function test_a_site_that_is_not_connected_says_so(): void {
		$this->log_in( 'administrator' );
		$expected = array(
			'connected'   => false,
			'isCopy'      => false,
			'serviceUrl'  => null,
			'siteUrl'     => null,
			'currentUrl'  => 'https://salon.example',
			'siteId'      => null,
			'keyId'       => null,
			'keySource'   => 'database',
			'connectedAt' => null,
			'business'    => null,
			'lastError'   => null,
			'webhookUrl'  => 'https://salon.example/wp-json/holdfast/v1/webhooks/stripe',
		);
		self::assertSame( $expected, $this->ask( 'GET', '/connection' )->get_data() );
	}

	public function test_a_pasted_link_connects_the_site(): void {
		$this->log_in( 'administrator' );
		$this->service->let_in();
		$response = $this->ask( 'POST', '/connection/link', '{"link":"  https://book.example/connect#hfc_the-grant_1 "}' );

		self::assertSame( 200, $response->get_status() );
		$sent = $this->service->last();
		$body = json_decode( $sent['body'], true );
		self::assertSame( array( 'POST', '/v1/connect', 'new' ), array( $sent['method'], $sent['path'], Fake_Service::read_parameter( $sent, 'keyid' ) ) );
		self::assertArrayNotHasKey( 'holdfast-visitor', $sent['headers'] );
		self::assertTrue( Fake_Service::is_signed( $sent, $body['publicKey'] ) );
		$public_key = $body['publicKey'];
		unset( $body['publicKey'] );
		$expected = array(
			'grant'     => 'hfc_the-grant_1',
			'siteUrl'   => 'https://salon.example',
			'manageUrl' => 'https://salon.example/?holdfast=manage',
			'proposal'  => array(
				'locale'   => 'en-US',
				'email'    => 'owner@salon.example',
				'timeZone' => 'Europe/Stockholm',
			),
		);
		self::assertSame( $expected, $body );

		$shown = $response->get_data();
		self::assertSame( array( true, 'https://book.example', 'site_salon', 'key_first' ), array( $shown['connected'], $shown['serviceUrl'], $shown['siteId'], $shown['keyId'] ) );
		self::assertSame( array( 'name' => 'Salon Ä', 'phone' => '+46 8 123 45 67', 'email' => 'hello@salon.example' ), $shown['business'] );
		self::assertMatchesRegularExpression( '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/', $shown['connectedAt'] );
		self::assertNotFalse( wp_next_scheduled( Ticker::HOOK ) );

		$this->service->answer( 200, '{}' );
		$this->ask( 'GET', '/admin/status' );
		self::assertSame( 'key_first', Fake_Service::read_parameter( $this->service->last(), 'keyid' ) );
		self::assertTrue( Fake_Service::is_signed( $this->service->last(), $public_key ) );
	}

	public function test_an_offset_is_not_proposed_as_a_time_zone(): void {
		$zone = get_option( 'timezone_string' );
		update_option( 'timezone_string', '' );
		update_option( 'gmt_offset', '2' );
		$this->connect_and_read_proposal( $proposal );
		update_option( 'timezone_string', $zone );
		self::assertArrayNotHasKey( 'timeZone', $proposal );
	}

	public function test_the_secret_key_rests_sealed_and_out_of_every_page_load(): void {
		$this->connect();
		global $wpdb;
		$row = $wpdb->get_row( "SELECT option_value, autoload FROM {$wpdb->options} WHERE option_name = 'holdfast_connection'" );
		self::assertContains( $row->autoload, array( 'no', 'off' ) );
		$sealed = get_option( Connection::OPTION )['sealed_key'];
		$key    = Signing_Key::open( $sealed );
		self::assertInstanceOf( Signing_Key::class, $key );
		// Where the seed would stand, nothing readable does: the same key sealed twice shares no text.
		self::assertNotSame( $sealed, $key->seal() );
		self::assertSame( 96, strlen( $sealed ) );
		self::assertStringNotContainsString( $sealed, (string) wp_json_encode( Connection_Controller::describe() ) );
	}

	public function test_other_salts_make_the_key_unreadable_and_that_is_said(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		$other_salt = static function (): string {
			return 'other salts';
		};
		add_filter( 'salt', $other_salt );
		$shown    = $this->ask( 'GET', '/connection' )->get_data();
		$response = $this->ask( 'GET', '/admin/status' );
		remove_filter( 'salt', $other_salt );
		self::assertSame( 'signing_key_unreadable', $shown['lastError']['code'] );
		self::assertStringContainsString( 'Connect the website again', $shown['lastError']['advice'] );
		self::assertSame( 'signing_key_unreadable', self::code( $response ) );
		self::assertSame( array(), $this->service->requests );
	}

	/**
	 * Links that are none.
	 *
	 * @return array<string, array{0: string, 1: string}>
	 */
	public static function wrong_links(): array {
		return array(
			'nothing'          => array( '', 'link_invalid' ),
			'only the grant'   => array( 'hfc_abc', 'link_invalid' ),
			'without a grant'  => array( 'https://book.example/connect', 'link_invalid' ),
			'another fragment' => array( 'https://book.example/connect#abc', 'link_invalid' ),
			'a query'          => array( 'https://book.example/connect?a=b#hfc_abc', 'link_invalid' ),
			'a user name'      => array( 'https://book.example@evil.example/connect#hfc_abc', 'link_invalid' ),
			'another scheme'   => array( 'ftp://book.example/connect#hfc_abc', 'link_invalid' ),
			'not encrypted'    => array( 'http://book.example/connect#hfc_abc', 'insecure_address' ),
		);
	}

	/**
	 * @dataProvider wrong_links
	 *
	 * @param string $link As pasted.
	 * @param string $code Of the refusal.
	 */
	public function test_a_wrong_link_is_refused_before_anybody_is_asked( string $link, string $code ): void {
		$this->log_in( 'administrator' );
		$response = $this->ask( 'POST', '/connection/link', wp_json_encode( array( 'link' => $link ) ) );
		self::assertSame( array( 422, $code ), array( $response->get_status(), self::code( $response ) ) );
		self::assertNull( Connection::load() );
	}

	public function test_a_refused_grant_changes_nothing(): void {
		$this->connect();
		$before = get_option( Connection::OPTION );
		$this->log_in( 'administrator' );
		$answers = array(
			'grant_invalid'       => function () {
				$this->service->refuse( 403, 'grant_invalid' );
			},
			'service_unavailable' => function () {
				$this->service->answer( 201, '{"siteId":"nonsense","keyId":"key_a"}' );
			},
		);
		foreach ( $answers as $code => $prepare ) {
			$prepare();
			$response = $this->ask( 'POST', '/connection/link', '{"link":"https://book.example/connect#hfc_old"}' );
			self::assertSame( $code, self::code( $response ) );
			self::assertSame( $before, get_option( Connection::OPTION ) );
		}
	}

	public function test_a_site_without_encryption_is_not_connected(): void {
		update_option( 'home', 'http://salon.example' );
		$this->log_in( 'administrator' );
		foreach ( array( array( '/connection/link', '{"link":"https://book.example/connect#hfc_a"}' ), array( '/connection/begin', '{"serviceUrl":"https://book.example"}' ) ) as list( $route, $body ) ) {
			$response = $this->ask( 'POST', $route, $body );
			self::assertSame( array( 422, 'insecure_address' ), array( $response->get_status(), self::code( $response ) ) );
		}
	}

	public function test_connect_sends_the_browser_to_the_service_with_a_state_of_its_own(): void {
		$this->log_in( 'administrator' );
		$first  = $this->begin();
		$second = $this->begin();
		self::assertSame( array( 'https', 'book.example', '/connect' ), array( $first['scheme'], $first['host'], $first['path'] ) );
		self::assertSame( 'https://salon.example', $first['parameters']['site'] );
		self::assertSame( 'https://salon.example/wp-admin/admin.php?page=holdfast-booking&holdfast=return', $first['parameters']['return'] );
		self::assertSame( 32, strlen( base64_decode( strtr( $first['parameters']['key'], '-_', '+/' ) ) ) );
		self::assertMatchesRegularExpression( '/^[A-Za-z0-9_-]{32}$/', $first['parameters']['state'] );
		self::assertNotSame( $first['parameters']['state'], $second['parameters']['state'] );
		self::assertNotSame( $first['parameters']['key'], $second['parameters']['key'] );
		self::assertSame( array(), $this->service->requests );
	}

	public function test_a_wrong_service_address_is_refused(): void {
		$this->log_in( 'administrator' );
		foreach ( array( 'https://' => 'address_invalid', 'http://book.example' => 'insecure_address', 'https://a b' => 'address_invalid', 'https://book.example/?a=b' => 'address_invalid' ) as $address => $code ) {
			$response = $this->ask( 'POST', '/connection/begin', wp_json_encode( array( 'serviceUrl' => $address ) ) );
			self::assertSame( array( 422, $code ), array( $response->get_status(), self::code( $response ) ), $address );
		}
		self::assertSame( 400, $this->ask( 'POST', '/connection/begin', '{}' )->get_status() );
	}

	public function test_a_dashboard_under_another_address_needs_a_link(): void {
		update_option( 'siteurl', 'https://admin.salon.example' );
		$this->log_in( 'administrator' );
		$response = $this->ask( 'POST', '/connection/begin', '{"serviceUrl":"https://book.example"}' );
		update_option( 'siteurl', Temporary_Site::HOME );
		self::assertSame( array( 422, 'admin_elsewhere' ), array( $response->get_status(), self::code( $response ) ) );
	}

	public function test_the_way_back_connects_with_the_key_that_was_begun(): void {
		$this->log_in( 'administrator' );
		$begun = $this->begin();
		$this->service->let_in();
		$notice = $this->come_back( array( 'state' => $begun['parameters']['state'], 'grant' => 'hfc_granted' ) );

		self::assertSame( 'success', $notice['type'] );
		$body = json_decode( $this->service->last()['body'], true );
		self::assertSame( array( 'hfc_granted', $begun['parameters']['key'] ), array( $body['grant'], $body['publicKey'] ) );
		self::assertSame( 'key_first', Connection::load()->key_id() );
	}

	public function test_a_state_is_good_once(): void {
		$this->log_in( 'administrator' );
		$begun = $this->begin();
		$this->service->let_in();
		$this->come_back( array( 'state' => $begun['parameters']['state'], 'grant' => 'hfc_granted' ) );
		$notice = $this->come_back( array( 'state' => $begun['parameters']['state'], 'grant' => 'hfc_granted' ) );
		self::assertSame( 'error', $notice['type'] );
		self::assertCount( 1, $this->service->requests );
	}

	public function test_a_foreign_state_connects_nothing(): void {
		$this->log_in( 'administrator', 'second' );
		$foreign = $this->begin();
		$this->log_in( 'administrator' );
		$own = $this->begin();
		foreach ( array( $foreign['parameters']['state'], str_repeat( 'A', 32 ), '' ) as $state ) {
			$notice = $this->come_back( array( 'state' => $state, 'grant' => 'hfc_granted' ) );
			self::assertSame( 'error', $notice['type'] );
			self::assertStringContainsString( 'does not belong to a connection', $notice['text'] );
		}
		self::assertSame( array(), $this->service->requests );
		self::assertNull( Connection::load() );
		// Somebody else's link did not spoil one's own.
		$this->service->let_in();
		self::assertSame( 'success', $this->come_back( array( 'state' => $own['parameters']['state'], 'grant' => 'hfc_granted' ) )['type'] );
	}

	public function test_a_denied_connection_changes_nothing_and_uses_the_state_up(): void {
		$this->log_in( 'administrator' );
		$begun = $this->begin();
		foreach ( array( 'not allowed', 'does not belong' ) as $words ) {
			$notice = $this->come_back( array( 'state' => $begun['parameters']['state'], 'error' => 'access_denied' ) );
			self::assertSame( 'error', $notice['type'] );
			self::assertStringContainsString( $words, $notice['text'] );
		}
		self::assertSame( array(), $this->service->requests );
	}

	public function test_a_key_is_changed_and_the_old_one_forgotten(): void {
		$old = $this->connect();
		$id  = $this->log_in( 'administrator' );
		$this->service->answer( 200, '{"keyId":"key_second"}' );
		$shown = $this->ask( 'POST', '/connection/keys' )->get_data();

		$sent = $this->service->last();
		$body = json_decode( $sent['body'], true );
		self::assertSame( array( '/v1/admin/connection/keys', 'key_first' ), array( $sent['path'], Fake_Service::read_parameter( $sent, 'keyid' ) ) );
		self::assertTrue( Fake_Service::is_signed( $sent, $old ) );
		self::assertStringContainsString( '"id":"' . $id . '"', base64_decode( strtr( $sent['headers']['holdfast-actor'], '-_', '+/' ) ) );
		$text = 'holdfast-key:site_salon:' . $body['publicKey'];
		self::assertTrue( sodium_crypto_sign_verify_detached( base64_decode( $body['proof'] ), $text, base64_decode( strtr( $body['publicKey'], '-_', '+/' ) ) ) );

		self::assertSame( 'key_second', $shown['keyId'] );
		$this->service->answer( 200, '{}' );
		$this->ask( 'GET', '/services' );
		self::assertSame( 'key_second', Fake_Service::read_parameter( $this->service->last(), 'keyid' ) );
		self::assertTrue( Fake_Service::is_signed( $this->service->last(), $body['publicKey'] ) );
		self::assertNull( Connection::load()->pending_key() );
	}

	/**
	 * Answers after which nobody knows which key stands.
	 *
	 * @return array<string, array<int, mixed>>
	 */
	public static function lost_answers(): array {
		return array(
			'silence'                => array( 'be_silent' ),
			'a proxy’s page'         => array( 'answer', 502, 'no', array( 'content-type' => 'text/html' ) ),
			'a fault'                => array( 'refuse', 500, 'internal_error' ),
			'the first still runs'   => array( 'refuse', 409, 'idempotency_key_in_use' ),
			'too many at the moment' => array( 'refuse', 429, 'rate_limited' ),
		);
	}

	/**
	 * @dataProvider lost_answers
	 *
	 * @param string $method       Of the stand-in.
	 * @param mixed  ...$arguments Of it.
	 */
	public function test_both_keys_are_kept_until_the_service_has_said_which_stands( string $method, ...$arguments ): void {
		$old = $this->connect();
		$this->log_in( 'administrator' );
		$this->service->$method( ...$arguments );
		$response = $this->ask( 'POST', '/connection/keys' );
		self::assertSame( array( 503, 'key_change_unfinished' ), array( $response->get_status(), self::code( $response ) ) );
		$first = $this->service->last();

		// The old key goes on working meanwhile.
		$this->service->answer( 200, '{}' );
		self::assertSame( 200, $this->ask( 'GET', '/services' )->get_status() );
		self::assertTrue( Fake_Service::is_signed( $this->service->last(), $old ) );

		// The clock finishes it, with nobody logged in: the very same request again.
		wp_set_current_user( 0 );
		$this->service->answer( 200, '{"keyId":"key_second"}' )->answer( 200, '{"done":true}' );
		do_action( Ticker::HOOK );
		$again = $this->service->requests[2];
		self::assertSame( array( $first['body'], $first['headers']['idempotency-key'], $first['headers']['holdfast-actor'] ), array( $again['body'], $again['headers']['idempotency-key'], $again['headers']['holdfast-actor'] ) );
		self::assertGreaterThanOrEqual( 16, strlen( $again['headers']['idempotency-key'] ) );
		self::assertSame( 'key_second', Connection::load()->key_id() );
		$tick = $this->service->requests[3];
		self::assertSame( array( '/v1/tick', 'key_second' ), array( $tick['path'], Fake_Service::read_parameter( $tick, 'keyid' ) ) );
		self::assertTrue( Fake_Service::is_signed( $tick, json_decode( $first['body'], true )['publicKey'] ) );
	}

	public function test_a_crash_right_after_the_service_agreed_is_mended_by_pressing_again(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		// The service agrees, and the process dies before it can write that down.
		$this->service->answer_by(
			static function () {
				throw new \DomainException( 'the process dies here' );
			}
		);
		try {
			$this->ask( 'POST', '/connection/keys' );
			self::fail( 'The process should have died.' );
		} catch ( \DomainException $death ) {
			self::assertNotNull( Connection::load()->pending_key() );
		}
		$this->service->answer( 200, '{"keyId":"key_second"}' );
		$shown = $this->ask( 'POST', '/connection/keys' )->get_data();
		self::assertSame( 'key_second', $shown['keyId'] );
		list( $first, $second ) = $this->service->requests;
		self::assertSame( $first['body'], $second['body'] );
	}

	public function test_a_refused_change_leaves_the_old_key(): void {
		$old = $this->connect();
		$this->log_in( 'administrator' );
		$this->service->refuse( 422, 'invalid_request' );
		$response = $this->ask( 'POST', '/connection/keys' );
		self::assertSame( array( 422, 'invalid_request' ), array( $response->get_status(), self::code( $response ) ) );
		self::assertNull( Connection::load()->pending_key() );
		$this->service->answer( 200, '{}' );
		$this->ask( 'GET', '/services' );
		self::assertTrue( Fake_Service::is_signed( $this->service->last(), $old ) );
	}

	public function test_disconnecting_tells_the_service_and_forgets_all_but_how_to_reach_the_business(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		$this->service->answer( 200, '{}' );
		$shown = $this->ask( 'POST', '/connection/disconnect' )->get_data();
		self::assertSame( array( 'POST', '/v1/admin/connection/disconnect', '{}' ), array( $this->service->last()['method'], $this->service->last()['path'], $this->service->last()['body'] ) );
		self::assertSame( array( false, true, null ), array( $shown['connected'], $shown['serviceTold'], $shown['business'] ) );
		self::assertFalse( get_option( Connection::OPTION ) );
		self::assertFalse( wp_next_scheduled( Ticker::HOOK ) );
		// Visitors who find a page with a booking still learn how to reach the business.
		wp_set_current_user( 0 );
		self::assertStringContainsString( 'href="tel:+4681234567"', Booking_Markup::render( array() ) );
	}

	public function test_a_silent_service_does_not_keep_a_site_connected(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		$this->service->be_silent();
		$shown = $this->ask( 'POST', '/connection/disconnect' )->get_data();
		self::assertSame( array( false, false ), array( $shown['connected'], $shown['serviceTold'] ) );
		self::assertNull( Observations::last_fault() );
	}

	public function test_a_copy_that_disconnects_does_not_disconnect_the_original(): void {
		$this->connect();
		update_option( 'home', 'https://staging.salon.example' );
		$this->log_in( 'administrator' );
		$shown = $this->ask( 'POST', '/connection/disconnect' )->get_data();
		self::assertSame( array( false, false ), array( $shown['connected'], $shown['serviceTold'] ) );
		self::assertSame( array(), $this->service->requests );
	}

	/**
	 * Begins a connection.
	 *
	 * @return array<string, mixed> Parts of the address that the browser is sent to, with its `parameters`.
	 */
	private function begin(): array {
		$response = $this->ask( 'POST', '/connection/begin', '{"serviceUrl":"book.example/"}' );
		self::assertSame( 200, $response->get_status() );
		$parts = wp_parse_url( $response->get_data()['redirectUrl'] );
		parse_str( $parts['query'], $parts['parameters'] );
		return $parts;
	}

	/**
	 * Comes back to the settings screen.
	 *
	 * @param array<string, string> $parameters Of the address.
	 * @return array{type: string, text: string} What the administrator is told.
	 */
	private function come_back( array $parameters ): array {
		$_GET = array_merge( array( 'page' => 'holdfast-booking', 'holdfast' => 'return' ), $parameters );
		$stop = static function ( string $location ) {
			throw new \DomainException( $location );
		};
		add_filter( 'wp_redirect', $stop );
		try {
			$page = new \Holdfast\Booking\Settings_Page( new \Holdfast\Booking\Connector( new \Holdfast\Booking\Service_Client() ), '' );
			$page->receive();
			self::fail( 'The browser was not sent on.' );
		} catch ( \DomainException $redirect ) {
			self::assertSame( 'https://salon.example/wp-admin/admin.php?page=holdfast-booking', $redirect->getMessage() );
		} finally {
			remove_filter( 'wp_redirect', $stop );
			$_GET = array();
		}
		return get_transient( 'holdfast_notice_' . get_current_user_id() );
	}

	/**
	 * Connects and reads what was proposed.
	 *
	 * @param array<string, string>|null $proposal Is set.
	 */
	private function connect_and_read_proposal( ?array &$proposal ): void {
		$this->log_in( 'administrator' );
		$this->service->let_in();
		$this->ask( 'POST', '/connection/link', '{"link":"https://book.example/connect#hfc_a"}' );
		$proposal = json_decode( $this->service->last()['body'], true )['proposal'];
	}
}
