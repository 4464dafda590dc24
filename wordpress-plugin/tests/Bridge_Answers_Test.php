<?php
/**
 * Tests of what comes back over the bridge.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Observations;

/**
 * What the service answers reaches the browser.
 */
final class Bridge_Answers_Test extends Site_Test_Case {

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

	public function test_a_calendar_feed_goes_through_with_its_tag_and_says_when_it_still_stands(): void {
		$this->connect();
		$feed = '/feeds/hff_a.b1c2.' . str_repeat( 'x', 43 ) . '.ics';
		$this->service->answer( 200, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", array( 'content-type' => 'text/calendar; charset=utf-8', 'etag' => '"abc"' ) );
		list( $status, $headers, $bytes ) = $this->browse( 'GET', $feed );
		self::assertSame( array( 200, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" ), array( $status, $bytes ) );
		self::assertSame( '"abc"', $headers['ETag'] );
		self::assertSame( "/v1$feed", $this->service->last()['path'] );

		$this->service->answer( 304, '', array( 'etag' => '"abc"' ) );
		list( $status, $headers, $bytes ) = $this->browse( 'GET', $feed, array(), array( 'If-None-Match' => '"abc"' ) );
		self::assertSame( array( 304, '', '"abc"' ), array( $status, $bytes, $headers['ETag'] ) );
		self::assertSame( '"abc"', $this->service->last()['headers']['if-none-match'] );

		list( $status ) = $this->browse( 'GET', '/feeds/short.ics' );
		self::assertSame( 404, $status );
	}

	public function test_a_head_request_gets_headers_only(): void {
		$this->connect();
		$this->service->answer( 200, '{"services":[]}' );
		list( $status, , $bytes ) = $this->browse( 'HEAD', '/services' );
		self::assertSame( array( 200, '' ), array( $status, $bytes ) );
		self::assertSame( 'GET', $this->service->last()['method'] );
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
}
