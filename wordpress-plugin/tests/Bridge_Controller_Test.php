<?php
/**
 * Tests of the bridge's REST routes.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Bridge;
use Holdfast\Booking\Observations;
use Holdfast\Booking\Routes;
use Holdfast\Booking\Signing_Key;

/**
 * Every request takes WordPress's whole REST way.
 */
final class Bridge_Controller_Test extends Site_Test_Case {

	/**
	 * Every public route with the address that reaches it.
	 *
	 * @return array<string, array{0: string, 1: string}>
	 */
	public static function public_routes(): array {
		return self::list_routes( Routes::PUBLIC_ROUTES );
	}

	/**
	 * Every administrators' route.
	 *
	 * @return array<string, array{0: string, 1: string}>
	 */
	public static function admin_routes(): array {
		return self::list_routes( Routes::ADMIN_ROUTES );
	}

	/**
	 * @dataProvider public_routes
	 *
	 * @param string $method Of the route.
	 * @param string $path   Of the route.
	 */
	public function test_a_public_route_reaches_the_same_path_of_the_service( string $method, string $path ): void {
		$public_key = $this->connect();
		$this->service->answer( 200, '{"ok":true}' );
		$body = 'GET' === $method ? '' : '{"partySize":2}';

		$response = $this->ask( $method, $path, $body );

		self::assertSame( 200, $response->get_status() );
		$sent = $this->service->last();
		self::assertSame( array( $method, '/v1' . $path, $body ), array( $sent['method'], $sent['path'], $sent['body'] ) );
		self::assertSame( '203.0.113.7', $sent['headers']['holdfast-visitor'] );
		self::assertSame( 'https://salon.example', $sent['headers']['holdfast-site'] );
		self::assertArrayNotHasKey( 'holdfast-actor', $sent['headers'] );
		self::assertTrue( Fake_Service::is_signed( $sent, $public_key ) );
	}

	public function test_a_page_is_asked_for_under_this_site_s_id(): void {
		$public_key = $this->connect();
		foreach ( array( 'GET', 'POST' ) as $method ) {
			$this->service->answer( 200, '<h1>Times</h1>', array( 'content-type' => 'text/html; charset=utf-8', 'holdfast-page' => '1' ) );
			self::assertSame( 200, $this->ask( $method, '/plain/give-up' )->get_status() );
			$sent = $this->service->last();
			self::assertSame( array( $method, '/v1/plain/site_salon/give-up' ), array( $sent['method'], $sent['path'] ) );
			self::assertSame( 'door=' . rawurlencode( 'https://salon.example/wp-json/holdfast/v1/plain' ), $sent['query'] );
			self::assertTrue( Fake_Service::is_signed( $sent, $public_key ) );
		}
	}

	public function test_without_a_connection_a_page_says_so(): void {
		list( $status, $headers, $bytes ) = $this->browse( 'GET', '/plain/services' );
		self::assertGreaterThanOrEqual( 400, $status );
		self::assertSame( 'text/html; charset=utf-8', $headers['Content-Type'] );
		self::assertStringContainsString( '<h1>', $bytes );
		self::assertSame( array(), $this->service->requests );
	}

	/**
	 * @dataProvider admin_routes
	 *
	 * @param string $method Of the route.
	 * @param string $path   Of the route.
	 */
	public function test_an_admin_route_is_for_administrators_only( string $method, string $path ): void {
		$public_key = $this->connect();
		$body       = 'GET' === $method ? '' : '{}';

		$answers = array( $this->ask( $method, $path, $body ) );
		foreach ( array( 'subscriber', 'editor' ) as $role ) {
			$this->log_in( $role );
			$answers[] = $this->ask( $method, $path, $body );
		}
		self::assertSame( array( 401, 403, 403 ), self::statuses( $answers ) );
		self::assertSame( array( 'unauthorized', 'forbidden', 'forbidden' ), array_map( array( self::class, 'code' ), $answers ) );
		self::assertSame( array(), $this->service->requests );

		$id = $this->log_in( 'administrator' );
		$this->service->answer( 200, '{}' );
		self::assertSame( 200, $this->ask( $method, $path, $body )->get_status() );
		$sent  = $this->service->last();
		$actor = json_decode( base64_decode( strtr( $sent['headers']['holdfast-actor'], '-_', '+/' ) ), true );
		self::assertSame( '/v1' . $path, $sent['path'] );
		self::assertSame( array( 'id' => (string) $id, 'capabilities' => array( 'manage_options' ) ), $actor );
		self::assertSame( '203.0.113.7', $sent['headers']['holdfast-visitor'] );
		self::assertTrue( Fake_Service::is_signed( $sent, $public_key ) );
	}

	public function test_the_lists_are_all_that_can_be_reached(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		$tries = array(
			array( 'DELETE', '/bookings/bkg_1' ),
			array( 'PUT', '/bookings/bkg_1' ),
			array( 'POST', '/services' ),
			array( 'POST', '/tick' ),
			array( 'POST', '/connect' ),
			array( 'POST', '/admin/connection/keys' ),
			array( 'POST', '/admin/connection/disconnect' ),
			array( 'PUT', '/admin/payments/both' ),
			array( 'POST', '/admin/services' ),
			array( 'DELETE', '/admin/services' ),
			array( 'DELETE', '/admin/catalog' ),
			array( 'GET', '/admin/services/svc_1/..' ),
			array( 'GET', '/bookings/bkg_1/..' ),
			array( 'GET', '/bookings/bkg_1%2Fcancel' ),
			array( 'GET', '/bookings/' . str_repeat( 'a', 65 ) ),
			array( 'GET', '/bookings/bkg.1' ),
			array( 'GET', '/webhooks/stripe' ),
			array( 'POST', '/webhooks/other' ),
		);
		foreach ( $tries as list( $method, $path ) ) {
			self::assertSame( 404, $this->ask( $method, $path )->get_status(), "$method $path" );
		}
		self::assertSame( array(), $this->service->requests );
	}

	public function test_an_administrator_is_only_a_visitor_on_public_routes(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		$this->service->answer( 200, '{}' );
		$this->ask( 'GET', '/bookings/bkg_1' );
		self::assertArrayNotHasKey( 'holdfast-actor', $this->service->last()['headers'] );
	}

	public function test_a_cookie_without_its_nonce_opens_no_admin_route(): void {
		$this->connect();
		$id                             = $this->log_in( 'administrator' );
		$_COOKIE[ LOGGED_IN_COOKIE ]    = wp_generate_auth_cookie( $id, time() + 60, 'logged_in' );
		$GLOBALS['wp_rest_auth_cookie'] = true;
		list( $without )                = $this->browse( 'GET', '/admin/status' );
		wp_set_current_user( $id );
		list( $wrong ) = $this->browse( 'GET', '/admin/status', array(), array( 'X-WP-Nonce' => 'made-up' ) );
		wp_set_current_user( $id );
		$this->service->answer( 200, '{"findings":[]}' );
		list( $right, , $bytes ) = $this->browse( 'GET', '/admin/status', array(), array( 'X-WP-Nonce' => wp_create_nonce( 'wp_rest' ) ) );
		unset( $_COOKIE[ LOGGED_IN_COOKIE ], $GLOBALS['wp_rest_auth_cookie'] );

		self::assertSame( array( 401, 403, 200 ), array( $without, $wrong, $right ) );
		self::assertSame( '{"findings":[]}', $bytes );
	}

	public function test_bytes_status_and_headers_pass_through_unchanged(): void {
		$this->connect();
		$body = "{ \"empty\": {}, \"list\": [], \"big\": 9007199254740993, \"one\": 1.0, \"text\": \"\\u00e9 é \\/ \u{1F487}\", \"slots\":[ ] }\n";
		$this->service->answer( 201, $body, array( 'set-cookie' => 'a=b', 'x-request-id' => '7' ) );

		list( $status, $headers, $bytes ) = $this->browse( 'POST', '/bookings', array(), array( 'Content-Type' => 'application/json' ), '{"serviceId":"svc_cut"}' );

		self::assertSame( $body, $bytes );
		self::assertSame( 201, $status );
		self::assertSame( 'application/json; charset=utf-8', $headers['Content-Type'] );
		self::assertSame( 'no-store', $headers['Cache-Control'] );
		self::assertSame( 'no-cache', $headers['X-LiteSpeed-Cache-Control'] );
		self::assertArrayNotHasKey( 'Set-Cookie', $headers );
		self::assertArrayNotHasKey( 'X-Request-Id', $headers );
		self::assertTrue( defined( 'DONOTCACHEPAGE' ) && DONOTCACHEPAGE );
	}

	public function test_parameters_of_wordpress_change_nothing_in_an_answer(): void {
		$this->connect();
		foreach ( array( array( '_fields' => 'a' ), array( '_pretty' => '1' ), array( '_embed' => '1' ), array( '_jsonp' => 'callback' ) ) as $query ) {
			$this->service->answer( 200, '{"a":{},"b":[]}' );
			list( $status, $headers, $bytes ) = $this->browse( 'GET', '/services', $query );
			self::assertSame( array( 200, '{"a":{},"b":[]}' ), array( $status, $bytes ) );
			self::assertSame( 'application/json; charset=utf-8', $headers['Content-Type'] );
			self::assertSame( '', $this->service->last()['query'] );
		}
	}

	public function test_a_calendar_file_keeps_its_type_and_name(): void {
		$this->connect();
		$file = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
		$this->service->answer( 200, $file, array( 'content-type' => 'text/calendar; charset=utf-8', 'content-disposition' => 'attachment; filename="booking.ics"' ) );
		list( , $headers, $bytes ) = $this->browse( 'GET', '/bookings/bkg_1/calendar.ics', array(), array( 'Holdfast-Token' => 'hfm_abc.def' ) );
		self::assertSame( $file, $bytes );
		self::assertSame( 'text/calendar; charset=utf-8', $headers['Content-Type'] );
		self::assertSame( 'attachment; filename="booking.ics"', $headers['Content-Disposition'] );
		self::assertSame( '/v1/bookings/bkg_1/calendar.ics', $this->service->last()['path'] );
	}

	public function test_a_head_request_gets_headers_only(): void {
		$this->connect();
		$this->service->answer( 200, '{"services":[]}' );
		list( $status, , $bytes ) = $this->browse( 'HEAD', '/services' );
		self::assertSame( array( 200, '' ), array( $status, $bytes ) );
		self::assertSame( 'GET', $this->service->last()['method'] );
	}

	public function test_the_query_goes_on_without_what_is_wordpress_own(): void {
		$public_key = $this->connect();
		$this->service->answer( 200, '{}' );
		$query = array(
			'rest_route' => '/holdfast/v1/slots',
			'_locale'    => 'user',
			'site'       => 'site_other',
			'service'    => 'svc_å',
			'from'       => '2026-12-01',
			'timeZone'   => 'Europe/Stockholm',
			'q'          => 'a b+c&d=e',
		);
		$this->ask( 'GET', '/slots', '', array(), $query );
		self::assertSame( 'service=svc_%C3%A5&from=2026-12-01&timeZone=Europe%2FStockholm&q=a%20b%2Bc%26d%3De', $this->service->last()['query'] );
		self::assertTrue( Fake_Service::is_signed( $this->service->last(), $public_key ) );
	}

	public function test_a_body_cannot_choose_the_path(): void {
		$this->connect();
		$this->service->answer( 200, '{}' );
		$this->ask( 'POST', '/bookings/bkg_1/cancel', '{"id":"bkg_2"}', array(), array( 'id' => 'bkg_3' ) );
		self::assertSame( '/v1/bookings/bkg_1/cancel', $this->service->last()['path'] );
	}

	public function test_the_manage_token_comes_in_its_own_header_or_as_a_bearer(): void {
		$this->connect();
		$cases = array(
			array( array( 'Holdfast-Token' => 'hfm_a.b' ), 'hfm_a.b' ),
			array( array( 'Authorization' => 'Bearer hfm_c.d' ), 'hfm_c.d' ),
			array( array( 'Holdfast-Token' => 'hfm_a.b', 'Authorization' => 'Bearer hfm_c.d' ), 'hfm_a.b' ),
			array( array( 'Authorization' => 'Basic b3duZXI6c2VjcmV0' ), null ),
			array( array( 'Authorization' => 'Bearer hfk_server-key' ), null ),
			array( array( 'Holdfast-Token' => "hfm_a\nb" ), null ),
		);
		foreach ( $cases as list( $headers, $expected ) ) {
			$this->service->answer( 200, '{}' );
			$this->ask( 'GET', '/bookings/bkg_1', '', $headers );
			$sent = $this->service->last()['headers'];
			self::assertSame( $expected, $sent['holdfast-token'] ?? null );
			self::assertArrayNotHasKey( 'authorization', $sent );
		}
	}

	public function test_a_puzzle_comes_back_as_it_was_set_and_its_solution_goes_on(): void {
		$this->connect();
		$challenge = array( 'token' => '14.mf3k2l9a.abcdefgh.ABCDEFGHIJKLMNOPQRSTUV', 'bits' => 14, 'expiresAt' => '2026-11-23T12:05:00Z' );
		$this->service->refuse( 428, 'proof_required', array( 'challenge' => $challenge ) );
		$asked = $this->ask( 'POST', '/bookings', '{}' );
		self::assertSame( 428, $asked->get_status() );
		self::assertSame( 'proof_required', $asked->get_data()['code'] );
		self::assertSame( $challenge, (array) $asked->get_data()['data']['challenge'] );
		self::assertArrayNotHasKey( 'holdfast-proof', $this->service->last()['headers'] );

		$this->service->answer( 201, '{}' );
		$this->ask( 'POST', '/bookings', '{}', array( 'Holdfast-Proof' => $challenge['token'] . ':4711' ) );
		self::assertSame( $challenge['token'] . ':4711', $this->service->last()['headers']['holdfast-proof'] );

		foreach ( array( 'a b', "a\"\u{e9}", str_repeat( 'a', 101 ) ) as $strange ) {
			$this->service->answer( 201, '{}' );
			$this->ask( 'POST', '/bookings', '{}', array( 'Holdfast-Proof' => $strange ) );
			self::assertArrayNotHasKey( 'holdfast-proof', $this->service->last()['headers'] );
		}
	}

	public function test_who_keeps_too_many_times_is_told_when_to_come_back(): void {
		$this->connect();
		$this->service->refuse( 429, 'too_many_holds', array( 'retryAfterSeconds' => 540 ) );
		list( $status, $headers, $body ) = $this->browse( 'POST', '/bookings' );
		self::assertSame( array( 429, '540', 'too_many_holds' ), array( $status, (string) $headers['Retry-After'], json_decode( $body )->code ) );
	}

	public function test_the_idempotency_key_goes_on_and_a_strange_one_does_not(): void {
		$this->connect();
		$this->service->answer( 200, '{}' );
		$this->ask( 'POST', '/bookings', '{}', array( 'Idempotency-Key' => '4f6hT0r2-4f6hT0r2' ) );
		self::assertSame( '4f6hT0r2-4f6hT0r2', $this->service->last()['headers']['idempotency-key'] );

		$refused = $this->ask( 'POST', '/bookings', '{}', array( 'Idempotency-Key' => "a\"\u{e9}" ) );
		self::assertSame( array( 422, 'invalid_request' ), array( $refused->get_status(), self::code( $refused ) ) );
		self::assertCount( 1, $this->service->requests );
	}

	public function test_a_problem_becomes_a_wordpress_error_that_holds_all_of_it(): void {
		$this->connect();
		$problem = '{"type":"urn:holdfast:error:slot_taken","title":"This time has just been taken.","status":409,"detail":"Choose one of the nearest free times.",'
			. '"code":"slot_taken","alternatives":[{"startsAt":"2026-12-01T09:00:00Z","resourceIds":[],"extra":{}}]}';
		$this->service->answer( 409, $problem, array( 'content-type' => 'application/problem+json' ) );

		list( $status, $headers, $bytes ) = $this->browse( 'POST', '/bookings', array(), array( 'Content-Type' => 'application/json' ), '{}' );

		$error = json_decode( $bytes );
		self::assertSame( 409, $status );
		self::assertSame( 'slot_taken', $error->code );
		self::assertSame( 'This time has just been taken. Choose one of the nearest free times.', $error->message );
		self::assertEquals( json_decode( $problem ), $error->data );
		self::assertStringContainsString( '"extra":{}', $bytes );
		self::assertSame( 'no-store', $headers['Cache-Control'] );
	}

	public function test_a_problem_says_when_to_come_back(): void {
		$this->connect();
		$this->service->refuse( 429, 'rate_limited', array( 'retryAfterSeconds' => 17 ) );
		self::assertSame( '17', $this->browse( 'GET', '/services' )[1]['Retry-After'] );
		$this->service->answer( 503, '{"code":"busy_store","title":"Busy.","detail":"Later.","status":503}', array( 'content-type' => 'application/problem+json', 'retry-after' => '5' ) );
		self::assertSame( '5', $this->browse( 'GET', '/services' )[1]['Retry-After'] );
		$this->service->answer( 200, '{}', array( 'retry-after' => '3' ) );
		self::assertSame( '3', $this->browse( 'GET', '/services' )[1]['Retry-After'] );
	}

	public function test_a_service_that_cannot_be_reached_is_unavailable(): void {
		$this->connect();
		$answers = array(
			'silence'            => array( 'be_silent' ),
			'a proxy’s page'     => array( 'answer', 502, '<h1>Bad gateway</h1>', array( 'content-type' => 'text/html' ) ),
			'a redirect'         => array( 'answer', 302, '', array( 'location' => 'https://elsewhere.example/' ) ),
			'a page of success'  => array( 'answer', 200, '<script>alert(1)</script>', array( 'content-type' => 'text/html' ) ),
			'JSON without code'  => array( 'answer', 500, '{"message":"no"}' ),
			'JSON that is none'  => array( 'answer', 404, 'null' ),
		);
		foreach ( $answers as $name => $answer ) {
			$method = array_shift( $answer );
			$this->service->$method( ...$answer );
			list( $status, $headers, $bytes ) = $this->browse( 'GET', '/services' );
			self::assertSame( array( 503, 'service_unavailable', '5' ), array( $status, json_decode( $bytes )->code, $headers['Retry-After'] ), $name );
			self::assertSame( 'service_unavailable', Observations::last_fault()['code'], $name );
		}
		$this->service->answer( 200, '{}' );
		$this->browse( 'GET', '/services' );
		self::assertNull( Observations::last_fault() );
	}

	public function test_a_site_that_is_not_connected_asks_nobody(): void {
		$response = $this->ask( 'GET', '/services' );
		self::assertSame( array( 401, 'site_not_connected' ), array( $response->get_status(), self::code( $response ) ) );
		self::assertSame( array(), $this->service->requests );
	}

	public function test_what_an_administrator_says_of_a_version_goes_on_and_the_version_comes_back(): void {
		$this->connect();
		$nonce = static function (): array {
			return array( 'X-WP-Nonce' => wp_create_nonce( 'wp_rest' ) );
		};
		$this->log_in( 'administrator' );
		$this->service->answer( 200, '{"version":"abc"}', array( 'etag' => '"abc"' ) );
		$headers = $this->browse( 'PUT', '/admin/services/svc_1', array(), $nonce() + array( 'If-Match' => '"old"', 'If-None-Match' => '*' ), '{}' )[1];
		$sent    = $this->service->last()['headers'];
		self::assertSame( array( '"abc"', '"old"', '*' ), array( $headers['ETag'], $sent['if-match'], $sent['if-none-match'] ) );

		$this->service->answer( 200, '{}' );
		$this->browse( 'DELETE', '/admin/services/svc_1', array(), $nonce() + array( 'If-Match' => str_repeat( 'a', 257 ) ) );
		self::assertArrayNotHasKey( 'if-match', $this->service->last()['headers'] );

		$changed = '{"status":412,"code":"catalog_changed","title":"Changed.","detail":"Load it again.","version":"new"}';
		$this->service->answer( 412, $changed, array( 'content-type' => 'application/problem+json' ) );
		list( $status, , $bytes ) = $this->browse( 'PUT', '/admin/services/svc_1', array(), $nonce() + array( 'If-Match' => '"old"' ), '{}' );
		self::assertSame( array( 412, 'catalog_changed', 'new' ), array( $status, json_decode( $bytes )->code, json_decode( $bytes )->data->version ) );

		$this->service->answer( 200, '{}' );
		$this->browse( 'GET', '/admin/services/svc_1', array(), $nonce() + array( 'If-None-Match' => '"abc"' ) );
		self::assertArrayNotHasKey( 'if-none-match', $this->service->last()['headers'] );
	}

	public function test_bodies_have_limits(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		$cases = array(
			array( 'POST', '/bookings', Bridge::BODY_LIMIT ),
			array( 'PUT', '/admin/business', Bridge::BODY_LIMIT ),
			array( 'PUT', '/admin/catalog', Bridge::CATALOG_BODY_LIMIT ),
			array( 'PUT', '/admin/schedules/sch_1', Bridge::CATALOG_ITEM_BODY_LIMIT ),
			array( 'POST', '/webhooks/stripe', Bridge::WEBHOOK_BODY_LIMIT ),
		);
		foreach ( $cases as list( $method, $path, $limit ) ) {
			$largest = '"' . str_repeat( 'a', $limit - 2 ) . '"';
			$this->service->answer( 200, '{}' );
			self::assertSame( 200, $this->ask( $method, $path, $largest )->get_status(), $path );
			self::assertSame( $largest, $this->service->last()['body'] );
			$refused = $this->ask( $method, $path, $largest . ' ' );
			self::assertSame( array( 413, 'body_too_large' ), array( $refused->get_status(), self::code( $refused ) ), $path );
		}
		self::assertSame( array( 65536, 2097152 ), array( Bridge::BODY_LIMIT, Bridge::CATALOG_BODY_LIMIT ) );
		self::assertTrue( $this->service->is_done() );
	}

	public function test_a_webhook_goes_on_as_raw_bytes_with_its_own_signature(): void {
		$public_key = $this->connect();
		$bytes      = "{\n  \"id\": \"evt_1\", \"n\": 1.0, \"o\": {} }\n";
		$this->service->answer( 200, '{"received":true}' );
		list( $status, , $answer ) = $this->browse( 'POST', '/webhooks/stripe', array(), array( 'Content-Type' => 'application/json; charset=utf-8', 'Stripe-Signature' => 't=1,v1=abc' ), $bytes );
		$sent                      = $this->service->last();
		self::assertSame( array( 200, '{"received":true}' ), array( $status, $answer ) );
		self::assertSame( array( 'POST', '/webhooks/stripe/site_salon', $bytes ), array( $sent['method'], $sent['path'], $sent['body'] ) );
		self::assertSame( 't=1,v1=abc', $sent['headers']['stripe-signature'] );
		self::assertSame( 'application/json; charset=utf-8', $sent['headers']['content-type'] );
		self::assertSame( '203.0.113.7', $sent['headers']['holdfast-visitor'] );
		self::assertTrue( Fake_Service::is_signed( $sent, $public_key ) );
	}

	public function test_requests_follow_no_redirect_and_do_not_wait_for_ever(): void {
		$this->connect();
		$this->service->answer( 200, '{}' );
		$this->ask( 'GET', '/services' );
		$options = $this->service->last()['options'];
		self::assertSame( array( 0, 20, true ), array( $options['redirection'], $options['timeout'], $options['sslverify'] ) );
	}

	public function test_every_request_has_a_nonce_of_its_own(): void {
		$this->connect();
		foreach ( array( 1, 2 ) as $ignored ) {
			$this->service->answer( 200, '{}' );
			$this->ask( 'GET', '/services' );
		}
		$nonces = array_map(
			static function ( array $request ): string {
				return Fake_Service::read_parameter( $request, 'nonce' );
			},
			$this->service->requests
		);
		self::assertCount( 2, array_unique( $nonces ) );
		self::assertMatchesRegularExpression( '/^[A-Za-z0-9_-]{22}$/', $nonces[0] );
	}

	public function test_what_is_wrong_with_the_key_is_not_told_to_visitors(): void {
		$this->connect();
		$connection = get_option( 'holdfast_connection' );
		update_option( 'holdfast_connection', array( 'sealed_key' => base64_encode( str_repeat( 'x', 72 ) ) ) + $connection );
		$response = $this->ask( 'GET', '/services' );
		self::assertSame( array( 401, 'site_not_connected' ), array( $response->get_status(), self::code( $response ) ) );
		self::assertSame( 'signing_key_unreadable', Observations::last_fault()['code'] );
		self::assertSame( array(), $this->service->requests );
	}

	public function test_requests_that_wordpress_itself_blocks_are_explained_to_the_administrator(): void {
		$this->connect();
		$this->service->answer_by(
			static function () {
				return new \WP_Error( 'http_request_not_executed', 'User has blocked requests through HTTP.' );
			}
		);
		$response = $this->ask( 'GET', '/services' );
		self::assertSame( array( 503, 'service_unavailable' ), array( $response->get_status(), self::code( $response ) ) );
		self::assertSame( 'requests_blocked', Observations::last_fault()['code'] );
	}

	public function test_saved_business_details_are_remembered_for_an_outage(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		$this->service->answer( 200, '{"business":{"name":"New name","phone":null,"email":"new@salon.example","timeZone":"Europe/Stockholm"}}' );
		$this->ask( 'PUT', '/admin/business', '{"name":"New name"}' );
		self::assertSame( array( 'name' => 'New name', 'phone' => '', 'email' => 'new@salon.example' ), Observations::contact() );
	}

	public function test_pages_under_another_name_of_the_site_may_send_our_headers(): void {
		$this->connect();
		$this->service->answer( 200, '{}' );
		$headers = $this->browse( 'GET', '/services' )[1];
		self::assertStringContainsString( 'Holdfast-Token, Idempotency-Key', $headers['Access-Control-Allow-Headers'] );
	}

	/**
	 * Makes rows of routes.
	 *
	 * @param array<int, array{0: string, 1: string}> $routes Of Routes.
	 * @return array<string, array{0: string, 1: string}>
	 */
	private static function list_routes( array $routes ): array {
		$rows = array();
		foreach ( $routes as list( $method, $path ) ) {
			$rows[ "$method $path" ] = array( $method, strtr( $path, array( '{id}' => 'bkg_A-1_z', '{mode}' => 'live' ) ) );
		}
		return $rows;
	}

	/**
	 * The statuses of responses.
	 *
	 * @param \WP_REST_Response[] $responses Of routes.
	 * @return int[]
	 */
	private static function statuses( array $responses ): array {
		return array_map(
			static function ( \WP_REST_Response $response ): int {
				return $response->get_status();
			},
			$responses
		);
	}
}
